// Shapes of secrets that are kept as data: one regular expression a line, in mask_rules.tsv (ours)
// and token_rules.tsv (taken from a public list; tools/token_rules renews it).
#ifndef HARNESS_BASE_MASK_RULES_H_
#define HARNESS_BASE_MASK_RULES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/base/text_span.h"

namespace drill {

// The secret parts of `text` by every rule: a rule's groups, or all of its match where it has none.
// Linear in the text's size.
std::vector<TextSpan> FindByRules(absl::string_view text);

// What is wrong with the rules themselves: an expression that RE2 does not take, a line with too
// few columns. Empty in a build that is well.
std::vector<std::string> MaskRuleProblems();

// The names of all rules.
std::vector<std::string> MaskRuleNames();

}  // namespace drill

#endif  // HARNESS_BASE_MASK_RULES_H_
