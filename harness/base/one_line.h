#ifndef HARNESS_BASE_ONE_LINE_H_
#define HARNESS_BASE_ONE_LINE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// `text` in one line of at most `limit` bytes, control characters as blanks, cut between characters
// of UTF-8.
std::string OneLine(absl::string_view text, size_t limit = 200);

}  // namespace drill

#endif  // HARNESS_BASE_ONE_LINE_H_
