#include "harness/runbook/command_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(CommandTextTest, PromptsOfEveryKind) {
  EXPECT_EQ(StripPrompts("$ a\nout\n$ b"), "a\n\nb");
  EXPECT_EQ(StripPrompts("u@h:~/x$ a"), "a");
  EXPECT_EQ(StripPrompts("[u@h x]$ a\nout"), "a\n");
  EXPECT_EQ(StripPrompts("(venv) $ a"), "a");
  EXPECT_EQ(StripPrompts("# Or\n$ a \\\n> b\nout"), "# Or\na \\\nb\n");
  EXPECT_EQ(StripPrompts("a\n$ b"), "a\n$ b") << "no prompt on the first line";
}

TEST(CommandTextTest, HasPrompts) {
  EXPECT_TRUE(HasPrompts("\n# x\n$ a"));
  EXPECT_FALSE(HasPrompts("$a"));
  EXPECT_FALSE(HasPrompts("echo $ x"));
  EXPECT_FALSE(HasPrompts(""));
}

TEST(CommandTextTest, LooksLikeCommands) {
  EXPECT_TRUE(LooksLikeCommands("docker ps\n\n# x\n./a.sh \\\n  --b\nX=1"));
  EXPECT_FALSE(LooksLikeCommands("docker ps\nCONTAINER ID"));
  EXPECT_FALSE(LooksLikeCommands("# only a comment"));
  EXPECT_FALSE(LooksLikeCommands("┌────┐"));
  EXPECT_TRUE(IsKnownProgram("psql"));
  EXPECT_FALSE(IsKnownProgram("NAME"));
}

}  // namespace
}  // namespace drill
