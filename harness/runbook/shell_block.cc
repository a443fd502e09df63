#include "harness/runbook/shell_block.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/shell_syntax.h"
#include "harness/runbook/shfmt.h"

namespace drill {
namespace {

// "<standard input>:3:15: > must be followed by a word", or the same without the name.
void TakeSyntaxError(absl::string_view said, int first_line, ShellBlock& block) {
  said = said.substr(0, said.find('\n'));
  const std::vector<std::string> parts = absl::StrSplit(said, ':');
  for (size_t i = 0; i + 2 < parts.size(); ++i) {
    int line = 0;
    if (!absl::SimpleAtoi(parts[i], &line)) continue;
    block.syntax_error_line = first_line + line - 1;
    const size_t message = said.find(absl::StrCat(parts[i], ":", parts[i + 1], ":"));
    said.remove_prefix(message + parts[i].size() + parts[i + 1].size() + 2);
    break;
  }
  if (block.syntax_error_line == 0) block.syntax_error_line = first_line;
  block.syntax_error = std::string(absl::StripAsciiWhitespace(said));
}

}  // namespace

absl::StatusOr<ShellBlock> ParseShellBlock(absl::string_view text, int first_line) {
  ASSIGN_OR_RETURN(const ShfmtAnswer answer, RunShfmt(text));
  if (answer.complaint.empty()) return ReadSyntaxTree(answer.tree, std::string(text), first_line);
  ShellBlock block;
  TakeSyntaxError(answer.complaint, first_line, block);
  return block;
}

}  // namespace drill
