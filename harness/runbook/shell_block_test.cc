#include "harness/runbook/shell_block.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

ShellBlock Parse(const std::string& text) {
  auto block = ParseShellBlock(text, 10);
  EXPECT_THAT(block, IsOk());
  return *std::move(block);
}

std::vector<std::string> Texts(const ShellBlock& block) {
  std::vector<std::string> result;
  for (const Statement& statement : block.statements) result.push_back(statement.text);
  return result;
}

TEST(ShellBlockTest, StatementsAreWholeAndVerbatim) {
  const ShellBlock block = Parse(
      "a  b \\\n   c\ncat <<A >f <<-B\nx\nA\n\ty\n\tB\nfor i in 1; do\n  d\ndone\ne 'f\ng' & h; i "
      "&& j || k\n");
  EXPECT_THAT(Texts(block),
              ElementsAre("a  b \\\n   c", "cat <<A >f <<-B\nx\nA\n\ty\n\tB",
                          "for i in 1; do\n  d\ndone", "e 'f\ng' &", "h;", "i && j || k"));
  EXPECT_EQ(block.statements[1].line, 12);
  EXPECT_EQ(block.statements[1].last_line, 16);
  EXPECT_EQ(block.statements[2].line, 17);
  EXPECT_EQ(block.statements[4].line, 21);
  EXPECT_FALSE(block.statements[0].compound);
  EXPECT_TRUE(block.statements[2].compound);
  EXPECT_TRUE(block.statements[5].compound);
  EXPECT_TRUE(block.statements[3].calls[0].background);
}

TEST(ShellBlockTest, CommentsHaveTheirPlace) {
  const ShellBlock block = Parse("# one\na # two\nif b; then\n  c # three\n  # four\nfi\n#five");
  std::vector<std::string> texts;
  std::vector<bool> own;
  for (const ShellComment& comment : block.comments) {
    texts.push_back(comment.text);
    own.push_back(comment.own_line);
  }
  EXPECT_THAT(texts, ElementsAre("one", "two", "three", "four", "five"));
  EXPECT_THAT(own, ElementsAre(true, false, false, true, true));
  EXPECT_EQ(block.comments[4].line, 16);
}

TEST(ShellBlockTest, CallsKnowWhereTheyStand) {
  const ShellBlock block = Parse("a | b \"$(c <x)\" && f() { d; }");
  const std::vector<ShellCall>& calls = block.statements[0].calls;
  ASSERT_THAT(calls, SizeIs(4));
  EXPECT_TRUE(calls[0].in_pipeline);
  EXPECT_FALSE(calls[0].input_given);
  EXPECT_TRUE(calls[1].input_given);
  EXPECT_TRUE(calls[2].in_substitution);
  EXPECT_FALSE(calls[2].in_pipeline);
  EXPECT_TRUE(calls[2].input_given);
  EXPECT_TRUE(calls[3].in_function);
}

TEST(ShellBlockTest, WordsHaveTheirLiterals) {
  const ShellBlock block = Parse("a 'b c' \"d\" e$f GH");
  const std::vector<ShellWord>& words = block.statements[0].calls[0].words;
  EXPECT_EQ(words[1].literal, "b c");
  EXPECT_EQ(words[1].source, "'b c'");
  EXPECT_EQ(words[2].literal, "d");
  EXPECT_EQ(words[3].literal, std::nullopt);
  EXPECT_TRUE(words[4].bare);
  EXPECT_FALSE(words[2].bare);
}

TEST(ShellBlockTest, PlaceholdersAreWords) {
  EXPECT_THAT(Texts(Parse("alembic downgrade <revision_id>\nls <a> | wc")),
              ElementsAre("alembic downgrade <revision_id>", "ls <a> | wc"));
}

TEST(ShellBlockTest, SourcingMaySetAnything) {
  EXPECT_TRUE(Parse(". ./.env").statements[0].sets_unknown);
  EXPECT_FALSE(Parse("./env").statements[0].sets_unknown);
}

TEST(ShellBlockTest, WhatIsNestedTooDeeplyIsRefused) {
  std::string nested = "a", chain = "a";
  for (int i = 0; i < 3000; ++i) nested = absl::StrCat("$(", nested, ")");
  for (int i = 0; i < 3000; ++i) absl::StrAppend(&chain, " | b");
  for (const std::string& text : {nested, chain}) {
    const ShellBlock block = Parse(text);
    EXPECT_THAT(block.syntax_error, HasSubstr("more than 400 deep"));
    EXPECT_THAT(block.statements, IsEmpty());
  }
  EXPECT_EQ(Parse("a \"$(b \"$(c | d && (e; f))\")\"").syntax_error, "");
}

TEST(ShellBlockTest, SyntaxErrorsHaveTheirLine) {
  const ShellBlock block = Parse("a\nb\nif c; then\n");
  EXPECT_THAT(block.syntax_error, HasSubstr("must end with \"fi\""));
  EXPECT_EQ(block.syntax_error_line, 12);
  EXPECT_THAT(block.statements, IsEmpty());
  EXPECT_EQ(Parse("a\necho 'x").syntax_error_line, 11);
  EXPECT_EQ(Parse("").syntax_error, "");
}

TEST(ShellBlockTest, ABlockThatIsNestedTooDeepIsNotRead) {
  const ShellBlock block = Parse("a\n" + std::string(13400, '(') + "a" + std::string(13400, ')'));
  EXPECT_THAT(block.syntax_error, HasSubstr("more than 400 deep"));
  EXPECT_EQ(block.syntax_error_line, 11);
  EXPECT_EQ(Parse("((a))\n( ( b ) )").syntax_error, "");
}

TEST(ShellBlockTest, AMissingShfmtIsTheMachinesFault) {
  const std::string path = getenv("PATH");
  setenv("PATH", "/nowhere", 1);
  EXPECT_THAT(ParseShellBlock("a", 1),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("Debian's package shfmt")));
  setenv("PATH", path.c_str(), 1);
}

}  // namespace
}  // namespace drill
