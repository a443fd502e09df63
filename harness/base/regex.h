// RE2 for abseil's strings: what matched, where, and with which groups. RE2's time is linear in the
// text and its stack does not grow with it, so that lines of any length may be searched.
#ifndef HARNESS_BASE_REGEX_H_
#define HARNESS_BASE_REGEX_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "re2/re2.h"

namespace drill {

// Views of the text that was searched.
struct RegexMatch {
  size_t begin = 0;
  size_t end = 0;
  // The whole match, then each group. One that took no part in the match is empty.
  std::vector<absl::string_view> groups;

  std::string str(size_t group) const { return std::string(groups[group]); }
  // Whether the group took part, be it with nothing in it.
  bool matched(size_t group) const { return groups[group].data() != nullptr; }
};

// The first match that begins at `from` or later; `^` and `\b` see the text before it.
std::optional<RegexMatch> FindRegex(const RE2& pattern, absl::string_view text, size_t from = 0);

// All matches, none of which overlap.
std::vector<RegexMatch> FindAllRegex(const RE2& pattern, absl::string_view text);

bool ContainsRegex(const RE2& pattern, absl::string_view text);

// Whether the whole text matches.
bool IsRegex(const RE2& pattern, absl::string_view text);

}  // namespace drill

#endif  // HARNESS_BASE_REGEX_H_
