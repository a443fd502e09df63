// SHA-256 of content, as lower-case hexadecimal digits.
#ifndef HARNESS_BASE_HASH_H_
#define HARNESS_BASE_HASH_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

std::string Sha256(absl::string_view content);

// Read piece by piece: the file may be larger than memory. NotFound, or Internal when it cannot be
// read.
absl::StatusOr<std::string> Sha256OfFile(const std::string& path);

}  // namespace drill

#endif  // HARNESS_BASE_HASH_H_
