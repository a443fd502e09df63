// All shell blocks of a document in one pass of shfmt, whose start costs more than what it reads.
#ifndef HARNESS_RUNBOOK_SHELL_BLOCKS_H_
#define HARNESS_RUNBOOK_SHELL_BLOCKS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/runbook/shell_block.h"

namespace drill {

struct ShellText {
  std::string text;
  // The document's line of the first line of `text`.
  int first_line = 0;
};

// Each as ParseShellBlock() reads it by itself. Where one of them is not whole (a quote or a
// here-document is not closed, which would swallow the next), it is read by itself indeed.
absl::StatusOr<std::vector<ShellBlock>> ParseShellBlocks(const std::vector<ShellText>& texts);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_SHELL_BLOCKS_H_
