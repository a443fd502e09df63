// Two long texts for a reader who wants to know what the difference is.
#ifndef HARNESS_TWIN_WHERE_THEY_DIFFER_H_
#define HARNESS_TWIN_WHERE_THEY_DIFFER_H_

#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace drill {

// Both in one line each, as OneLine() makes it; where one is longer than that line, what both begin
// with is left out but for a few characters, with "..." in its place. Pure.
std::pair<std::string, std::string> WhereTheyDiffer(absl::string_view one, absl::string_view other);

}  // namespace drill

#endif  // HARNESS_TWIN_WHERE_THEY_DIFFER_H_
