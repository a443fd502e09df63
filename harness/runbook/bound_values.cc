#include "harness/runbook/bound_values.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/shell_quote.h"
#include "harness/runbook/placeholder.h"

namespace drill {

bool BoundValues::Binds(const std::string& placeholder) const {
  return std::any_of(rollback_.bindings().begin(), rollback_.bindings().end(),
                     [&](const Binding& binding) { return binding.placeholder() == placeholder; });
}

std::string BoundValues::FillIn(std::string text, int line) {
  for (const Binding& binding : rollback_.bindings()) {
    if (!VariableOf(binding.placeholder()).empty()) continue;
    const std::string value = binding.command().empty() ? binding.value() : TokenOf(binding);
    std::string filled = drill::FillIn(text, binding.placeholder(), value);
    if (filled == text) continue;
    text = std::move(filled);
    Use(binding, line);
  }
  return text;
}

std::optional<std::string> BoundValues::Assignment(const std::string& name, int line) {
  const Binding* found = nullptr;
  for (const Binding& binding : rollback_.bindings())
    if (VariableOf(binding.placeholder()) == name) found = &binding;
  if (found == nullptr) return std::nullopt;
  Use(*found, line);
  return absl::StrCat(name, "=",
                      found->command().empty() ? ShellQuote(found->value()) : TokenOf(*found));
}

std::vector<std::string> BoundValues::Unused() const {
  std::vector<std::string> unused;
  for (const Binding& binding : rollback_.bindings())
    if (used_.count(&binding) == 0) unused.push_back(binding.placeholder());
  return unused;
}

// The token is a plain word to a shell, and no word that a runbook uses.
std::string BoundValues::TokenOf(const Binding& binding) {
  for (const ValueLookup& lookup : plan_.lookups)
    if (lookup.placeholder == binding.placeholder()) return lookup.token;
  plan_.lookups.push_back({absl::StrCat("__drill_value_", plan_.lookups.size(), "__"),
                           binding.placeholder(), binding.command(),
                           !VariableOf(binding.placeholder()).empty()});
  return plan_.lookups.back().token;
}

void BoundValues::Use(const Binding& binding, int line) {
  used_.insert(&binding);
  const std::string value = binding.command().empty() ? absl::StrCat("\"", binding.value(), "\"")
                                                      : absl::StrCat("what `", binding.command(),
                                                                     "` prints on the machine");
  plan_.deviations.push_back(
      {line, binding.placeholder(), absl::StrCat(value, ": ", binding.reason()), "binding"});
}

}  // namespace drill
