#include "harness/runbook/output_rule.h"

#include "absl/strings/str_cat.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

std::string WithoutEscapes(absl::string_view output) {
  static const RE2& escape = *new RE2(R"(\x1b\[[0-9;?]*[ -/]*[@-~]|\r)");
  std::string text(output);
  RE2::GlobalReplace(&text, escape, "");
  return text;
}

}  // namespace

std::vector<std::string> BrokenRules(const std::vector<OutputRule>& rules,
                                     absl::string_view output) {
  std::vector<std::string> broken;
  if (rules.empty()) return broken;
  const std::string text = WithoutEscapes(output);
  for (const OutputRule& rule : rules) {
    const bool found = ContainsRegex(RE2(rule.pattern, RE2::Quiet), text);
    if (found != rule.lacks) continue;
    broken.push_back(absl::StrCat(rule.lacks ? "it printed what " : "it did not print what ",
                                  rule.source,
                                  rule.lacks ? " rules out: " : " expects: ", rule.text));
  }
  return broken;
}

}  // namespace drill
