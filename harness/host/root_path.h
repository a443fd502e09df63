// Where a path of one root directory is found from another: symbolic links are followed as a
// process inside would see them.
#ifndef HARNESS_HOST_ROOT_PATH_H_
#define HARNESS_HOST_ROOT_PATH_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// The path below `root` that a process whose root directory is `root` means by `path`. Links that
// lead out of the root lead to its top instead, as they do inside; parts that do not exist are
// kept.
std::string ResolveInRoot(const std::string& root, absl::string_view path);

}  // namespace drill

#endif  // HARNESS_HOST_ROOT_PATH_H_
