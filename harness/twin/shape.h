// Names of things that are made anew again and again: db_20261126_0931.sql, aria_default-3f2b…
#ifndef HARNESS_TWIN_SHAPE_H_
#define HARNESS_TWIN_SHAPE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// `name` with `#` for each run of digits and for each hexadecimal id of at least 12 digits. Two
// files of one shape are two of a kind: today's dump and yesterday's.
std::string ShapeOf(absl::string_view name);

}  // namespace drill

#endif  // HARNESS_TWIN_SHAPE_H_
