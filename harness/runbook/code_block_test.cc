#include "harness/runbook/code_block.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

CodeBlock Classified(const std::string& label, const std::string& text) {
  CodeBlock block;
  block.label = label;
  block.text = text;
  block.line = 10;
  Classify(block);
  return block;
}

TEST(FenceLabelTest, IsTheLanguageHoweverItIsWritten) {
  for (const char* info : {"bash", "Bash title=x", "bash {1,3}", "bash{1}", "{code-block} bash",
                           "{code} bash", "{.bash}", "{ .bash .numberLines }", "{bash}",
                           "{bash, eval=FALSE}", "bash,ignore", "bash:title", "language-bash"})
    EXPECT_EQ(FenceLabel(info), "bash") << info;
  EXPECT_EQ(FenceLabel(""), "");
  EXPECT_EQ(FenceLabel("{note}"), "{note}");
  EXPECT_EQ(FenceLabel("{mermaid}"), "{mermaid}");
  EXPECT_EQ(FenceLabel("{code-block}"), "");
  EXPECT_EQ(FenceLabel("shell-session"), "shell-session");
  EXPECT_EQ(FenceLabel("c++"), "c++");
}

TEST(CodeBlockTest, AConsoleBlockWithoutPromptsIsUnclear) {
  const CodeBlock block = Classified("console", "docker ps\nCONTAINER ID  IMAGE\n");
  EXPECT_EQ(block.kind, BlockKind::kUnclear);
  EXPECT_FALSE(block.runnable());
  EXPECT_THAT(DescribeBlock(block), HasSubstr("which of its lines are commands?"));
}

TEST(CodeBlockTest, AConsoleBlockOfCommandsAloneIsRunAndSaysSo) {
  const CodeBlock block = Classified("console", "docker ps\ndocker compose up -d\n");
  EXPECT_EQ(block.kind, BlockKind::kConsole);
  EXPECT_THAT(block.remarks, ElementsAre(Field("line", &BlockRemark::line, 10)));
}

TEST(CodeBlockTest, AConsoleBlockOfOutputAloneAsksNothing) {
  const CodeBlock block = Classified("console", "Container ledger-app-1  Stopped\n");
  EXPECT_EQ(block.kind, BlockKind::kOther);
  EXPECT_EQ(DescribeBlock(block), "a console block");
}

TEST(CodeBlockTest, RemarksHaveTheLineOfTheDocument) {
  const CodeBlock block = Classified("console", "$ psql\npsql> SELECT 1;\n");
  EXPECT_EQ(block.kind, BlockKind::kConsole);
  EXPECT_THAT(block.remarks, ElementsAre(Field("line", &BlockRemark::line, 12)));
}

TEST(CodeBlockTest, SettingsOfADirectiveAreNoCommands) {
  EXPECT_EQ(Classified("bash", ":linenos:\n:emphasize-lines: 1\nls\n").text, "\n\nls\n");
  EXPECT_THAT(Classified("bash", "ls\n").remarks, IsEmpty());
}

TEST(CodeBlockTest, AssignmentsAloneAreAFilesContent) {
  EXPECT_EQ(Classified("", "TAG=41\nDEBUG=0\n").kind, BlockKind::kOther);
  EXPECT_EQ(Classified("bash", "TAG=41\n").kind, BlockKind::kShell);
}

TEST(CodeBlockTest, OtherProgramsAreToldFromData) {
  EXPECT_TRUE(IsOtherProgram(Classified("sql", "SELECT 1;")));
  EXPECT_TRUE(IsOtherProgram(Classified("python", "x()")));
  EXPECT_FALSE(IsOtherProgram(Classified("json", "{}")));
  EXPECT_FALSE(IsOtherProgram(Classified("bash", "ls")));
}

}  // namespace
}  // namespace drill
