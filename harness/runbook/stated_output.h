// What a document says that a command prints, in a comment behind or below it:
//
//   curl -s http://localhost/health   # Expected: {"status": "ok"}
//
// Only what stands there as it is printed can be checked: JSON, text in backticks or quotes, one
// word, an HTTP status where the command prints one, "nothing". Everything else ("all services up")
// is for a person.
#ifndef HARNESS_RUNBOOK_STATED_OUTPUT_H_
#define HARNESS_RUNBOOK_STATED_OUTPUT_H_

#include <string>
#include <vector>

#include "harness/runbook/output_rule.h"
#include "harness/runbook/shell_block.h"

namespace drill {

struct StatedOutput {
  // 1-based, of the document.
  int line = 0;
  // What is expected, as it stands there.
  std::string text;
  // Empty: only a person can tell.
  std::vector<OutputRule> rules;
};

// What the comments say that stand behind `statement`, or below it and above the next one of
// `block`. Pure.
std::vector<StatedOutput> OutputsStated(const Statement& statement, const ShellBlock& block);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_STATED_OUTPUT_H_
