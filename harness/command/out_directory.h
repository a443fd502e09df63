// Where the files of a run go.
#ifndef HARNESS_COMMAND_OUT_DIRECTORY_H_
#define HARNESS_COMMAND_OUT_DIRECTORY_H_

#include <string>

#include "absl/status/status.h"

namespace drill {

// AlreadyExists where `out`, which a person named, is there and is no empty directory: reports of
// an earlier run are not mixed with those of this one, or lost. Empty: nothing was named.
absl::Status CheckOut(const std::string& out);

// `out` unless it is empty; else a new one below ./drill-runs, whose name ends with `name`, if
// there is one, with dashes for its slashes. Nothing is made.
std::string OutDirectory(const std::string& out, const std::string& name);

}  // namespace drill

#endif  // HARNESS_COMMAND_OUT_DIRECTORY_H_
