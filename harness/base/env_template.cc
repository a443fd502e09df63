#include "harness/base/env_template.h"

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Limit on the nesting of defaults within defaults; real files have far fewer levels.
constexpr int kDeepest = 32;

size_t NameLength(absl::string_view text) {
  size_t n = 0;
  while (n < text.size() && (absl::ascii_isalpha(text[n]) || text[n] == '_' ||
                             (n > 0 && absl::ascii_isdigit(text[n]))))
    ++n;
  return n;
}

// Where the brace that opens `text` is closed; npos when it is not.
size_t ClosingBrace(absl::string_view text) {
  int open = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '}' && --open == 0) return i;
    if (text[i] == '{' && (i == 0 || text[i - 1] == '$')) ++open;
  }
  return absl::string_view::npos;
}

absl::Status Invalid(absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("is no template that compose knows: ", what));
}

absl::StatusOr<std::string> Expand(absl::string_view text, const EnvLookup& lookup, int depth);

// What stands between the braces of ${…}.
absl::StatusOr<std::string> Braced(absl::string_view inside, const EnvLookup& lookup, int depth) {
  const size_t length = NameLength(inside);
  const absl::string_view name = inside.substr(0, length);
  absl::string_view rest = inside.substr(length);
  if (name.empty()) return Invalid("${ without a name behind it");
  const std::string* value = lookup(name);
  if (rest.empty()) return value == nullptr ? std::string() : *value;
  const bool empty_is_unset = rest.front() == ':';
  if (empty_is_unset) rest.remove_prefix(1);
  if (rest.empty() || !absl::StrContains("-+?", rest.substr(0, 1)))
    return Invalid(absl::StrCat("${", name, " with an unknown operator"));
  const char what = rest.front();
  const bool set = value != nullptr && !(empty_is_unset && value->empty());
  if (what == '-' && set) return *value;
  if (what == '+' && !set) return std::string();
  if (what == '?' && set) return *value;
  ASSIGN_OR_RETURN(std::string word, Expand(rest.substr(1), lookup, depth + 1));
  if (what != '?') return word;
  return absl::InvalidArgumentError(
      absl::StrCat("needs the variable ", name, ", which is not set"));
}

absl::StatusOr<std::string> Expand(absl::string_view text, const EnvLookup& lookup, int depth) {
  if (depth > kDeepest) return Invalid(absl::StrCat("more than ", kDeepest, " levels of braces"));
  std::string result;
  while (!text.empty()) {
    const size_t dollar = text.find('$');
    absl::StrAppend(&result, text.substr(0, dollar));
    if (dollar == absl::string_view::npos) break;
    text.remove_prefix(dollar + 1);
    if (absl::StartsWith(text, "$")) {
      result += '$';
      text.remove_prefix(1);
    } else if (absl::StartsWith(text, "{")) {
      const size_t end = ClosingBrace(text);
      if (end == absl::string_view::npos) return Invalid("${ that is not closed");
      ASSIGN_OR_RETURN(const std::string value, Braced(text.substr(1, end - 1), lookup, depth));
      result += value;
      text.remove_prefix(end + 1);
    } else {
      const size_t length = NameLength(text);
      // A $ before anything else stands for itself.
      const std::string* value = length == 0 ? nullptr : lookup(text.substr(0, length));
      if (length == 0) result += '$';
      if (value != nullptr) result += *value;
      text.remove_prefix(length);
    }
  }
  return result;
}

}  // namespace

absl::StatusOr<std::string> ExpandEnvTemplate(absl::string_view text, const EnvLookup& lookup) {
  return Expand(text, lookup, 0);
}

}  // namespace drill
