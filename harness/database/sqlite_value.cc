#include "harness/database/sqlite_value.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"

namespace drill {

bool IsNothing(absl::string_view quoted) {
  constexpr const char* kNothing[] = {"", "NULL", "''", "0", "0.0", "'0'", "'{}'", "'[]'"};
  return std::any_of(std::begin(kNothing), std::end(kNothing),
                     [&](const char* one) { return quoted == one; });
}

bool IsText(absl::string_view quoted) { return absl::StartsWith(quoted, "'"); }

}  // namespace drill
