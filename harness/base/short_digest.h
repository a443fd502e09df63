// Digests that people compare by eye.
#ifndef HARNESS_BASE_SHORT_DIGEST_H_
#define HARNESS_BASE_SHORT_DIGEST_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// Twelve digits that stand for a value which may be a secret.
std::string DigestOf(absl::string_view value);

// The first twelve digits of a digest.
std::string ShortDigest(absl::string_view digest);

}  // namespace drill

#endif  // HARNESS_BASE_SHORT_DIGEST_H_
