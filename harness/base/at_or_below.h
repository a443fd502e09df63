// Names whose parts are divided by slashes: paths, and the names of checks and settings.
#ifndef HARNESS_BASE_AT_OR_BELOW_H_
#define HARNESS_BASE_AT_OR_BELOW_H_

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace drill {

// Whether `name` is `above` or lies below it: "/srv/shop/a" below "/srv/shop", "/srv/shopping" not.
inline bool IsAtOrBelow(absl::string_view name, absl::string_view above) {
  return absl::ConsumePrefix(&name, above) && (name.empty() || name[0] == '/');
}

inline bool IsAtOrBelowOneOf(absl::string_view name, const std::vector<std::string>& above) {
  return std::any_of(above.begin(), above.end(),
                     [name](const std::string& one) { return IsAtOrBelow(name, one); });
}

}  // namespace drill

#endif  // HARNESS_BASE_AT_OR_BELOW_H_
