#include "harness/runbook/prompts.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Typed(const std::string& text, Shows shows = Shows::kMaybe) {
  const std::optional<TypedText> typed = ReadPrompts(text, shows);
  return typed ? typed->text : "(no prompts)";
}

auto RemarkAt(int line, const std::string& what) {
  return AllOf(Field("line", &PromptRemark::line, line),
               Field("what", &PromptRemark::what, HasSubstr(what)));
}

TEST(PromptsTest, OfEveryKind) {
  EXPECT_EQ(Typed("$ a\nout\n$ b"), "a\n\nb");
  EXPECT_EQ(Typed("u@h:~/x$ a"), "a");
  EXPECT_EQ(Typed("[u@h x]$ a\nout"), "a\n");
  EXPECT_EQ(Typed("(venv) $ a"), "a");
  EXPECT_EQ(Typed("(venv) u@h:~$ a"), "a");
  EXPECT_EQ(Typed("root@db1:~# a\nout # x\nroot@db1:~# b"), "a\n\nb");
  EXPECT_EQ(Typed("[root@db1 ~]# a\nout"), "a\n");
  EXPECT_EQ(Typed("sh-4.4$ a\nbash-5.1# b"), "a\nb");
  EXPECT_EQ(Typed("/app # a\n~ $ b"), "a\nb");
  EXPECT_EQ(Typed("% a\nout"), "a\n");
  EXPECT_EQ(Typed("\n# x\n$ a"), "\n# x\na");
}

TEST(PromptsTest, WhatHasNone) {
  EXPECT_EQ(Typed("a\n$ b"), "(no prompts)") << "no prompt on the first line";
  EXPECT_EQ(Typed("$a"), "(no prompts)");
  EXPECT_EQ(Typed("echo $ x"), "(no prompts)");
  EXPECT_EQ(Typed(""), "(no prompts)");
  EXPECT_EQ(Typed("> a"), "(no prompts)") << "in a shell block that is a redirection";
  EXPECT_EQ(Typed("# systemctl stop x"), "(no prompts)") << "in a shell block that is a comment";
  EXPECT_EQ(Typed("NAME  STATUS\nx  up", Shows::kTerminal), "(no prompts)");
}

TEST(PromptsTest, OutputMayComeFirstWhereTheBlockIsATerminal) {
  EXPECT_EQ(Typed("Welcome\n$ a\nout", Shows::kTerminal), "\na\n");
}

TEST(PromptsTest, RootsPrompt) {
  EXPECT_EQ(Typed("# systemctl stop x\nout\n# tar -xzf y\n# xctl start", Shows::kTerminal),
            "systemctl stop x\n\ntar -xzf y\nxctl start");
  EXPECT_EQ(Typed("# Stop it:\n# systemctl stop x", Shows::kTerminal),
            "# Stop it:\nsystemctl stop x");
}

TEST(PromptsTest, AngleIsAPromptOfItsOwnOrAContinuation) {
  EXPECT_EQ(Typed("> docker stop x\nout\n> docker start x", Shows::kTerminal),
            "docker stop x\n\ndocker start x");
  EXPECT_EQ(Typed("# Or\n$ a \\\n> b\nout"), "# Or\na \\\nb\n");
  EXPECT_EQ(Typed("$ for x in a b; do\n> echo $x\n> done\na\nb"),
            "for x in a b; do\necho $x\ndone\n\n");
  EXPECT_EQ(Typed("$ a\n> not a continuation"), "a\n");
}

TEST(PromptsTest, HereDocumentsAndQuotesGoOn) {
  EXPECT_EQ(Typed("$ cat > f <<EOF\na $ b\n# c\nEOF\nout\n$ d"),
            "cat > f <<EOF\na $ b\n# c\nEOF\n\nd");
  EXPECT_EQ(Typed("$ cat > f <<'EOF'\n> a\n> EOF\nout"), "cat > f <<'EOF'\na\nEOF\n");
  EXPECT_EQ(Typed("$ psql -c \"SELECT\n1\"\nout"), "psql -c \"SELECT\n1\"\n");
  EXPECT_EQ(Typed("$ a |\n> b\nout"), "a |\nb\n");
  EXPECT_EQ(Typed("$ echo it's\nout\n$ b"), "echo it's\nout\nb") << "as it stands, for the shell";
  EXPECT_EQ(Typed("$ cat <<< x\nout"), "cat <<< x\n");
}

TEST(PromptsTest, WhatRootTypesAfterSudoIsNoComment) {
  EXPECT_EQ(Typed("$ sudo -i\n# rm -rf /srv/old\n# exit\n# Then wait."),
            "sudo -i\nrm -rf /srv/old\nexit\n# Then wait.");
  EXPECT_EQ(Typed("$ docker exec -it db bash\n# xctl reset\n"),
            "docker exec -it db bash\nxctl reset\n");
}

TEST(PromptsTest, ACommentThatMayBeRootsIsTold) {
  const auto typed = ReadPrompts("$ docker ps\n# rm -rf /srv/old\n# Look", Shows::kMaybe);
  ASSERT_TRUE(typed);
  EXPECT_EQ(typed->text, "docker ps\n# rm -rf /srv/old\n# Look");
  EXPECT_THAT(typed->remarks,
              ElementsAre(RemarkAt(1, "read as a comment, not run: # rm -rf /srv/old")));
}

TEST(PromptsTest, WhatIsTypedIntoAProgramIsNamed) {
  const auto typed =
      ReadPrompts("$ psql shop\npsql> SELECT 1;\n 1\nshop=# \\q\n$ a", Shows::kMaybe);
  ASSERT_TRUE(typed);
  EXPECT_EQ(typed->text, "psql shop\n\n\n\na");
  EXPECT_THAT(typed->remarks,
              ElementsAre(RemarkAt(1, "psql> SELECT 1;"), RemarkAt(3, "shop=# \\q")));
  const auto only = ReadPrompts("mysql> SELECT 1;", Shows::kMaybe);
  ASSERT_TRUE(only);
  EXPECT_FALSE(only->has_commands);
}

TEST(PromptsTest, CurlsProgressIsNoPrompt) {
  EXPECT_EQ(Typed("$ curl x\n  % Total    % Received\n100 5"), "curl x\n\n");
  EXPECT_THAT(ReadPrompts("$ curl x\n% Total", Shows::kMaybe)->remarks, IsEmpty());
}

}  // namespace
}  // namespace drill
