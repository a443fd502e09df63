// What a command must print, or must not, for a person to go on after it.
#ifndef HARNESS_RUNBOOK_OUTPUT_RULE_H_
#define HARNESS_RUNBOOK_OUTPUT_RULE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

struct OutputRule {
  // RE2, searched in the whole output: `^` and `$` are its ends, or with (?m) those of a line.
  std::string pattern;
  // Found is wrong, rather than not found.
  bool lacks = false;
  // What is expected, in the words of its author.
  std::string text;
  // Who expects it: "line 12 of the document", "the scenario".
  std::string source;
};

// What is wrong with the output of a terminal, a sentence for each rule that it breaks: what it
// does not print or must not print, and who says so. Escape sequences and carriage returns do not
// count.
std::vector<std::string> BrokenRules(const std::vector<OutputRule>& rules,
                                     absl::string_view output);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_OUTPUT_RULE_H_
