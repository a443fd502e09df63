#include "harness/base/short_digest.h"

#include "harness/base/hash.h"

namespace drill {
namespace {

constexpr size_t kDigits = 12;

}  // namespace

std::string DigestOf(absl::string_view value) { return ShortDigest(Sha256(value)); }

std::string ShortDigest(absl::string_view digest) { return std::string(digest.substr(0, kDigits)); }

}  // namespace drill
