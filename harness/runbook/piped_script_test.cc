#include "harness/runbook/piped_script.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/subprocess.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kNonce[] = "0123456789abcdef";

Step StepOf(const std::string& text, int line = 10) {
  Step step;
  step.text = step.run_text = text;
  step.line = line;
  return step;
}

std::string Fed(const std::string& command) {
  return absl::StrCat(command, " <<'EOF'\ncd /srv\n\nif true; then\n  echo in\nfi\nls\nEOF");
}

std::vector<std::string> Texts(const std::vector<PipedScript::Command>& commands) {
  std::vector<std::string> texts;
  for (const PipedScript::Command& command : commands)
    texts.push_back(absl::StrCat(command.line, ": ", command.text));
  return texts;
}

TEST(PipedScriptTest, FindsShellsThatReadAScript) {
  for (const char* command :
       {"bash", "bash -s", "/bin/bash -s -- arg", "sh -eu", "ssh host", "ssh -i key -p 22 u@h",
        "ssh u@h 'bash -s'", "ssh u@h bash", "ssh u@h sudo bash -s", "sudo -u app bash",
        "docker exec -i web bash", "docker compose exec -T web /bin/sh"}) {
    EXPECT_TRUE(PipedScript::Find(StepOf(Fed(command))).has_value()) << command;
  }
}

TEST(PipedScriptTest, LeavesEverythingElseAlone) {
  for (const char* command :
       {"cat", "psql -U app", "bash -c 'cat'", "bash script.sh", "ssh host 'cat > file'",
        "ssh host psql", "bash > log", "bash | tee log", "docker exec -i db psql"}) {
    EXPECT_FALSE(PipedScript::Find(StepOf(Fed(command))).has_value()) << command;
  }
  EXPECT_FALSE(PipedScript::Find(StepOf("bash <<< 'ls'")).has_value());
  EXPECT_FALSE(PipedScript::Find(StepOf("ls")).has_value());
}

TEST(PipedScriptTest, AShellWithinReadsOnWhereTheFirstOneStopped) {
  for (const char* line : {"sudo -i", "su - app", "bash", "docker exec -i web sh", "sudo su"}) {
    EXPECT_FALSE(
        PipedScript::Find(StepOf(absl::StrCat("ssh h <<EOF\n", line, "\nls\nEOF"))).has_value())
        << line;
  }
}

TEST(PipedScriptTest, NamesWhatComesAfterALine) {
  const auto script = PipedScript::Find(StepOf(Fed("bash -s")));
  ASSERT_TRUE(script.has_value());
  EXPECT_THAT(Texts(script->After(1)), ElementsAre("13: if true; then\n  echo in\nfi", "16: ls"));
  EXPECT_THAT(Texts(script->After(4)), ElementsAre("16: ls"));
  EXPECT_THAT(script->After(6), IsEmpty());
  EXPECT_THAT(script->After(0), IsEmpty()) << "nothing was announced: nothing is known";
}

TEST(PipedScriptTest, LinesThatTheScenarioAddedAreNoneOfTheDocument) {
  Step step = StepOf(absl::StrCat("HOST=a\n", Fed("ssh $HOST bash")));
  step.added_lines = 1;
  const auto script = PipedScript::Find(step);
  ASSERT_TRUE(script.has_value());
  EXPECT_THAT(Texts(script->After(4)), ElementsAre("16: ls"));
}

// What a real bash announces of it.
std::string Announced(const std::string& text) {
  const auto script = PipedScript::Find(StepOf(text));
  EXPECT_TRUE(script.has_value());
  if (!script) return "";
  const auto result = RunSubprocess({"bash", "-c", script->Announcing(kNonce)});
  EXPECT_THAT(result, IsOk());
  return result.ok() ? absl::StrCat(result->stdout_content, "|", result->stderr_content) : "";
}

std::string Marker(int line) { return absl::StrCat("\x1e", kNonce, " S ", line, "\x1f"); }

TEST(PipedScriptTest, AnnouncesEachLineThatBegins) {
  const std::string said = Announced("bash -s <<'EOF'\necho one\n# nothing\necho \"$?\"\nEOF");
  EXPECT_EQ(said, absl::StrCat("one\n0\n|", Marker(1), Marker(3)));
}

TEST(PipedScriptTest, AnnouncesNothingMoreOnceItsInputWasRead) {
  const std::string said = Announced("bash -s <<'EOF'\necho one\ncat >/dev/null\necho two\nEOF");
  EXPECT_EQ(said, absl::StrCat("one\n|", Marker(1), Marker(2)));
}

TEST(PipedScriptTest, WhatIsExpandedBeforeIsExpandedAsWithoutIt) {
  EXPECT_EQ(Announced("X=here\nbash -s <<EOF\necho $X \\$((1 + 1)); false\necho \\$?\nEOF"),
            absl::StrCat("here 2\n1\n|", Marker(1), Marker(1), Marker(2)));
}

TEST(PipedScriptTest, AnotherShellRunsItWithoutAWord) {
  EXPECT_EQ(Announced("dash -s <<'EOF'\nset -eu\necho one\nEOF"), "one\n|");
}

}  // namespace
}  // namespace drill
