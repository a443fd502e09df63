#include "harness/runbook/document.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kFence[] = "```";

Document Parse(const std::string& text) {
  auto document = ParseDocument("R.md", text);
  EXPECT_THAT(document, IsOk());
  return document.ok() ? *std::move(document) : Document();
}

auto IsBlock(BlockKind kind, int line, const std::string& text) {
  return AllOf(Field("kind", &CodeBlock::kind, kind), Field("line", &CodeBlock::line, line),
               Field("text", &CodeBlock::text, text));
}

TEST(DocumentTest, HeadingsTablesAndBlocksHaveTheirLines) {
  auto text = ReadFile("harness/runbook/testdata/good.md");
  ASSERT_THAT(text, IsOk());
  const Document document = Parse(*text);
  ASSERT_THAT(document.headings, SizeIs(10));
  EXPECT_EQ(document.headings[0].text, "🚨 Rollback of Shop");
  EXPECT_EQ(document.headings[0].line, 5) << "front matter keeps its lines";
  EXPECT_EQ(document.headings[3].text, "1. Take back the migration");
  ASSERT_THAT(document.tables, SizeIs(2));
  EXPECT_EQ(document.tables[0].line, 9);
  EXPECT_EQ(document.tables[0].header[1].text, "Target");
  EXPECT_EQ(document.tables[0].rows[1].line, 12);
  EXPECT_EQ(document.tables[0].rows[1].cells[0].text, "Database only");
  EXPECT_EQ(document.tables[1].rows[0].cells[1].marked, "JSON, `status` is `ok`");
}

TEST(DocumentTest, FencesInListsQuotesAndOfTildesAreRead) {
  EXPECT_THAT(Parse("1. x\n\n   ```bash\n   ls\n     -l\n   ```\n").blocks,
              ElementsAre(IsBlock(BlockKind::kShell, 3, "ls\n  -l\n")));
  EXPECT_THAT(Parse("> ```sh\n> ls\n> ```\n").blocks,
              ElementsAre(IsBlock(BlockKind::kShell, 1, "ls\n")));
  EXPECT_THAT(Parse("~~~shell\nls\n~~~~~\n").blocks,
              ElementsAre(IsBlock(BlockKind::kShell, 1, "ls\n")));
}

TEST(DocumentTest, LinesEndAnyWayAndAMarkBeforeThemIsNothing) {
  const std::string text = "\xEF\xBB\xBF# A\r\n\r\n```bash title=x\r\nls\r\n```\r\n";
  const Document document = Parse(text);
  EXPECT_EQ(document.headings[0].text, "A");
  EXPECT_THAT(document.blocks, ElementsAre(IsBlock(BlockKind::kShell, 3, "ls\n")));
}

TEST(DocumentTest, PromptsAreStrippedAndOutputBlanked) {
  EXPECT_THAT(Parse("```console\n$ ls\na  b\nme@host:~/x$ cat \\\n> y\nz\n```\n").blocks,
              ElementsAre(IsBlock(BlockKind::kConsole, 1, "ls\n\ncat \\\ny\n\n")));
  EXPECT_THAT(Parse("```bash\n# note\n$ ls\nout\n```\n").blocks,
              ElementsAre(IsBlock(BlockKind::kConsole, 1, "# note\nls\n\n")));
}

TEST(DocumentTest, UnlabelledBlocksAreCommandsOnlyWhenTheyLookIt) {
  EXPECT_THAT(
      Parse("```\ndocker compose ps\n# x\nFOO=1 ./run.sh\n```\n").blocks,
      ElementsAre(IsBlock(BlockKind::kUnlabelled, 1, "docker compose ps\n# x\nFOO=1 ./run.sh\n")));
  EXPECT_THAT(Parse("```\nNAME   STATUS\ndocker running\n```\n").blocks,
              ElementsAre(Field(&CodeBlock::kind, BlockKind::kOther)));
  EXPECT_THAT(Parse("    ls -l\n").blocks, IsEmpty()) << "indented code is not a fence";
}

TEST(DocumentTest, OtherLanguagesAndScriptsAreNotCommands) {
  EXPECT_THAT(Parse("```sql\nSELECT 1;\n```\n\n```bash\n#!/bin/sh\nls\n```\n").blocks,
              ElementsAre(Field(&CodeBlock::kind, BlockKind::kOther),
                          Field(&CodeBlock::kind, BlockKind::kScript)));
}

TEST(DocumentTest, AFileWrappedInMarkdownIsUnwrapped) {
  const Document document = Parse("````markdown\n# A\n\n```bash\nls\n```\n````\n");
  ASSERT_THAT(document.headings, SizeIs(1));
  EXPECT_EQ(document.headings[0].line, 2);
  EXPECT_THAT(document.blocks, ElementsAre(IsBlock(BlockKind::kShell, 4, "ls\n")));
}

TEST(DocumentTest, AFenceThatIsNeverClosedIsAnErrorWithItsLine) {
  EXPECT_THAT(ParseDocument("R.md", "# A\n\n```bash\nls\n\n# B\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("R.md:3: the code block that begins here is never closed")));
  EXPECT_THAT(ParseDocument("R.md", "```bash\nls\n``\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("R.md:1")));
  EXPECT_THAT(ParseDocument("R.md", "x\n\n~~~~sh\nls\n~~~\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("a line of ~~~~ after it")));
  EXPECT_THAT(ParseDocument("R.md", "# A\n\n```bash"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("R.md:3")));
}

TEST(DocumentTest, AFenceThatItsListItemEndsIsReadAndTold) {
  const Document document = Parse(
      "# A\n\n1. x\n\n   ```bash\nls\n   ```\n\n# B\n\n- y\n  ```bash\n  ps\n```\n\n# "
      "C\n\n```bash\n"
      "df\n```\n");
  EXPECT_THAT(document.blocks, ElementsAre(IsBlock(BlockKind::kShell, 5, "ls\n"),
                                           IsBlock(BlockKind::kShell, 12, "ps\n"),
                                           IsBlock(BlockKind::kShell, 18, "df\n")));
  EXPECT_THAT(document.headings, SizeIs(3));
  EXPECT_THAT(document.blocks[0].malformed, HasSubstr("stands left of the list item"));
  EXPECT_THAT(document.blocks[1].malformed, HasSubstr("the closing ```"));
  EXPECT_EQ(document.blocks[2].malformed, "");
}

TEST(DocumentTest, AFenceThatAnotherOnesEndClosesIsAnError) {
  EXPECT_THAT(
      ParseDocument("R.md", "# A\n\n```bash\nls\n\n# B\n\n```bash\nps\n```\n"),
      StatusIs(absl::StatusCode::kInvalidArgument,
               HasSubstr("R.md:3: the code block that begins here is never closed: line 8 opens")));
}

TEST(DocumentTest, ASameLengthFenceInsideMarkdownLeavesTheLastOneOpen) {
  const std::string text =
      absl::StrCat(kFence, "markdown\n# T\n", kFence, "bash\nls\n", kFence, "\n", kFence, "\n");
  EXPECT_THAT(ParseDocument("R.md", text),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("never closed")));
}

TEST(DocumentTest, ClosedFencesAreNoErrors) {
  for (const char* text :
       {"```bash\n```\n", "```\n```", "- a\n\n      ```\n      x\n      ```\n- b\n",
        "> ~~~\n> x\n> ~~~\n", "```bash\nls\n``````\n", "````\n```\n````\n"}) {
    EXPECT_THAT(ParseDocument("R.md", text), IsOk()) << text;
  }
}

TEST(DocumentTest, AnchorsAndMarkupAreNoPartOfAHeading) {
  const Document document = Parse(
      "# A {#a}\n\n## <a name=\"b\"></a>B `x` {: .y }\n\nC {#c .d}\n---\n\n# Restart "
      "<service>\n\n# {#only}\n");
  EXPECT_THAT(document.headings,
              ElementsAre(Field("text", &Heading::text, "A"), Field("text", &Heading::text, "B x"),
                          Field("text", &Heading::text, "C"),
                          Field("text", &Heading::text, "Restart <service>"),
                          Field("text", &Heading::text, "{#only}")));
}

TEST(DocumentTest, DirectivesAreProseOrCode) {
  const Document document = Parse(
      "```{note}\ndetach it\n```\n\n```{code-block} bash\n:linenos:\numount /x\n```\n\n"
      "````{warning}\n```sh\nls\n```\n````\n\n```\nTAG=41\n```\n");
  EXPECT_THAT(document.blocks, ElementsAre(IsBlock(BlockKind::kShell, 5, "\numount /x\n"),
                                           IsBlock(BlockKind::kShell, 11, "ls\n"),
                                           IsBlock(BlockKind::kOther, 16, "TAG=41\n")));
}

TEST(DocumentTest, TabsAndAdmonitionsByIndentationAreRead) {
  const Document document = Parse(
      "# P\n\n=== \"A\"\n\n    ```bash\n    a\n    ```\n\n=== \"B\"\n\n    ```bash\n    b\n    "
      "```\n\n"
      "!!! note\n\n    ```bash\n    c\n    ```\n");
  EXPECT_THAT(document.blocks, ElementsAre(IsBlock(BlockKind::kShell, 5, "a\n"),
                                           IsBlock(BlockKind::kShell, 11, "b\n"),
                                           IsBlock(BlockKind::kShell, 17, "c\n")));
  EXPECT_THAT(document.unread, IsEmpty());
  ASSERT_THAT(document.parts, SizeIs(4));
  EXPECT_EQ(document.parts[1].kind, PartKind::kPanel);
  EXPECT_EQ(document.parts[1].title, "A");
  EXPECT_TRUE(document.parts[2].tab);
  EXPECT_EQ(document.parts[3].kind, PartKind::kBlock);
}

TEST(DocumentTest, CodeByIndentationIsKeptApart) {
  const Document document = Parse("text\n\n    ls -l\n\n<pre>\nps\n</pre>\n");
  EXPECT_THAT(document.blocks, IsEmpty());
  EXPECT_THAT(document.unread, ElementsAre(IsBlock(BlockKind::kIndented, 2, "ls -l\n"),
                                           IsBlock(BlockKind::kHtml, 4, "<pre>\nps\n</pre>\n")));
}

TEST(DocumentTest, ASummaryIsAPseudoHeading) {
  const Document document =
      Parse("<details>\n<summary><b>Option A</b></summary>\n\n```sh\nls\n```\n\n</details>\n");
  ASSERT_THAT(document.paragraphs, SizeIs(1));
  EXPECT_EQ(document.paragraphs[0].text, "Option A");
  EXPECT_TRUE(document.paragraphs[0].all_strong);
  ASSERT_THAT(document.parts, SizeIs(3));
  EXPECT_EQ(document.parts[2].kind, PartKind::kBreak);
}

TEST(DocumentTest, WhatNoPersonReadsIsAnErrorAndNoCrash) {
  EXPECT_THAT(ParseDocument("R.md", std::string(40000, '>') + " x\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("R.md:1: lists and quotes")));
  std::string emphasis;
  for (int i = 0; i < 20000; ++i) emphasis += "*a **b ";
  EXPECT_THAT(ParseDocument("R.md", emphasis), IsOk());
  EXPECT_THAT(ParseDocument("R.md", "```console\n$ " + std::string(40000, 'x') + "\n```\n"),
              IsOk());
}

TEST(DocumentTest, OtherFormatsAreAnErrorWithTheirConversion) {
  EXPECT_THAT(ParseDocument("a/R.rst", "Title\n=====\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("a/R.rst:1: this is reStructuredText"),
                             HasSubstr("pandoc -f rst -t gfm -o a/R.md a/R.rst"))));
  EXPECT_THAT(
      ParseDocument("R.adoc", "= Title\n"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("R.adoc:1: this is AsciiDoc")));
}

TEST(DocumentTest, WhatIsNotUtf8IsAnError) {
  EXPECT_THAT(
      ParseDocument("R.md", std::string("\xFF\xFE#\0", 4)),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("R.md:1: the file is UTF-16")));
  EXPECT_THAT(ParseDocument("R.md", std::string("a\nb\0c", 5)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("R.md:2: a NUL byte")));
  EXPECT_THAT(
      ParseDocument("R.md", "a\n\nb \xE9t\xE9\n"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("R.md:3: bytes that are not UTF-8")));
  EXPECT_THAT(ParseDocument("R.md", "\xED\xA0\x80"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("R.md:1")));
  EXPECT_THAT(ParseDocument("R.md", "# é – 🚨 ok\n"), IsOk());
}

TEST(DocumentTest, PseudoHeadingsAndListItemsAreTold) {
  const Document document = Parse("**Option A:**\n\n- **RTO:** 5 min\n");
  ASSERT_THAT(document.paragraphs, SizeIs(2));
  EXPECT_TRUE(document.paragraphs[0].all_strong);
  EXPECT_FALSE(document.paragraphs[1].all_strong);
  EXPECT_TRUE(document.paragraphs[1].in_list_item);
  EXPECT_EQ(document.paragraphs[1].marked, "**RTO:** 5 min");
  EXPECT_EQ(document.paragraphs[1].line, 3);
}

TEST(DocumentTest, EscapedPipesStayInTheirCells) {
  const Document document = Parse("| a | b |\n|---|---|\n| x \\| y | `p \\| q` |\n");
  EXPECT_EQ(document.tables[0].rows[0].cells[0].text, "x | y");
  EXPECT_EQ(document.tables[0].rows[0].cells[1].marked, "`p | q`");
}

TEST(DocumentTest, EmphasisThatIsNestedTooDeepIsToldWithItsLine) {
  std::string strong;
  for (int i = 0; i < 13400; ++i) strong += "*a **a ";
  for (int i = 0; i < 13400; ++i) strong += "a** a*";
  EXPECT_THAT(ParseDocument("r.md", "# T\n\n" + strong + "\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("r.md:3: emphasis")));
}

}  // namespace
}  // namespace drill
