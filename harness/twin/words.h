// Lines and words of what a machine's own tools say.
#ifndef HARNESS_TWIN_WORDS_H_
#define HARNESS_TWIN_WORDS_H_

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace drill {

// Parts of a text, which must outlive them.
using Words = std::vector<absl::string_view>;

// Those that are not empty.
inline std::vector<absl::string_view> LinesOf(absl::string_view text) {
  return absl::StrSplit(text, '\n', absl::SkipWhitespace());
}

inline Words WordsOf(absl::string_view line) {
  return absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
}

// The word behind `name`; empty where there is none.
inline absl::string_view WordAfter(const Words& words, absl::string_view name) {
  const auto found = std::find(words.begin(), words.end(), name);
  return found == words.end() || std::next(found) == words.end() ? "" : *std::next(found);
}

}  // namespace drill

#endif  // HARNESS_TWIN_WORDS_H_
