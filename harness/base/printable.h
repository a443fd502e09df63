// Text for a terminal.
#ifndef HARNESS_BASE_PRINTABLE_H_
#define HARNESS_BASE_PRINTABLE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// Control characters, which a terminal would obey, as escapes such as \x1b; line ends and tabs
// stay. So are those of C1 in UTF-8, and the marks that turn the direction of writing around.
std::string Printable(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_BASE_PRINTABLE_H_
