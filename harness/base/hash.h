// SHA-256, for naming things by their content.
#ifndef HARNESS_BASE_HASH_H_
#define HARNESS_BASE_HASH_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

// 64 lower-case hexadecimal digits.
std::string Sha256(absl::string_view content);

// Over the relative paths, the executable bits and the contents of all regular files below `root`.
// NotFound when there is no such directory.
absl::StatusOr<std::string> HashTree(const std::string& root);

}  // namespace drill

#endif  // HARNESS_BASE_HASH_H_
