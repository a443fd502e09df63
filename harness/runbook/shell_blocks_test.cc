#include "harness/runbook/shell_blocks.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

// All that a reader of a block can see of it.
std::string Shown(const ShellBlock& block) {
  std::string shown = absl::StrCat(block.syntax_error, "@", block.syntax_error_line, "\n");
  for (const Statement& one : block.statements) {
    absl::StrAppend(&shown, one.line, "-", one.last_line, " ", one.range.begin, "-", one.range.end,
                    " ", one.text, "\n");
    for (const ShellCall& call : one.calls)
      absl::StrAppend(&shown, "  call ", call.line, " ", call.words[0].range.begin, "\n");
    for (const VariableUse& use : one.uses)
      absl::StrAppend(&shown, "  use ", use.line, " ", use.source, "\n");
  }
  for (const ShellComment& one : block.comments)
    absl::StrAppend(&shown, "# ", one.line, " ", one.range.begin, " ", one.own_line, " ", one.text,
                    "\n");
  for (const TextRange& one : block.here_documents)
    absl::StrAppend(&shown, "<< ", one.begin, "-", one.end, "\n");
  return shown;
}

void ExpectTheSame(const std::vector<std::string>& texts) {
  std::vector<ShellText> all;
  for (size_t i = 0; i < texts.size(); ++i) all.push_back({texts[i], static_cast<int>(10 * i) + 3});
  auto together = ParseShellBlocks(all);
  ASSERT_THAT(together, IsOk());
  ASSERT_EQ(together->size(), all.size());
  for (size_t i = 0; i < all.size(); ++i) {
    auto alone = ParseShellBlock(all[i].text, all[i].first_line);
    ASSERT_THAT(alone, IsOk());
    EXPECT_EQ(Shown((*together)[i]), Shown(*alone)) << all[i].text;
  }
}

TEST(ShellBlocksTest, EachIsReadAsByItself) {
  ExpectTheSame({"ls -l\n# only\necho $X # behind\n", "# nothing but a comment", "",
                 "cat <<EOF\n$Y\nEOF", "f() {\n  echo <tag>\n}\nf | grep x && rm y",
                 "# before\nfor i in 1 2; do echo $i; done", "docker pull x:{{ tag }}"});
  ExpectTheSame({});
  ExpectTheSame({"ls"});
}

TEST(ShellBlocksTest, WhatIsNotWholeSwallowsNothing) {
  ExpectTheSame({"ls", "echo 'open", "echo it's closed", "ls"});
  ExpectTheSame({"cat <<EOF\nnot ended", "echo a\nEOF", "ls"});
  ExpectTheSame(
      {"echo a &&", "echo b", "if true; then", "fi", "echo a \\", "ls", "f()", "{ ls; }"});
  ExpectTheSame({"ls", ")", "ls", "ls", "done"});
}

}  // namespace
}  // namespace drill
