#include "harness/database/stored_password.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "harness/base/short_digest.h"

namespace drill {
namespace {

constexpr absl::string_view kScram = "SCRAM-SHA-256$";
constexpr absl::string_view kMd5 = "md5";
// PostgreSQL takes 4,096 by default. A number that would keep a look for seconds is not tried.
constexpr int kMostIterations = 200'000;

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string Digest(const EVP_MD* kind, absl::string_view content) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(content.data(), content.size(), digest, &size, kind, nullptr);
  return std::string(reinterpret_cast<const char*>(digest), size);
}

std::string Hmac(absl::string_view key, absl::string_view content) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), Bytes(content), content.size(),
       digest, &size);
  return std::string(reinterpret_cast<const char*>(digest), size);
}

// RFC 5802: StoredKey = H(HMAC(PBKDF2(password, salt, iterations), "Client Key")).
bool IsScramOf(absl::string_view stored, const std::string& password) {
  const std::vector<absl::string_view> parts =
      absl::StrSplit(absl::StripPrefix(stored, kScram), absl::ByAnyChar(":$"));
  int iterations = 0;
  std::string salt;
  std::string stored_key;
  if (parts.size() != 4 || !absl::SimpleAtoi(parts[0], &iterations) || iterations < 1 ||
      iterations > kMostIterations || !absl::Base64Unescape(parts[1], &salt) ||
      !absl::Base64Unescape(parts[2], &stored_key))
    return false;
  unsigned char salted[32];
  if (PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), Bytes(salt),
                        static_cast<int>(salt.size()), iterations, EVP_sha256(), sizeof(salted),
                        salted) != 1)
    return false;
  const absl::string_view key(reinterpret_cast<const char*>(salted), sizeof(salted));
  return Digest(EVP_sha256(), Hmac(key, "Client Key")) == stored_key;
}

}  // namespace

bool IsStoredFormOf(const std::string& stored, const std::string& role,
                    const std::string& password) {
  if (absl::StartsWith(stored, kScram)) return IsScramOf(stored, password);
  if (!absl::StartsWith(stored, kMd5)) return false;
  const std::string digest = Digest(EVP_md5(), absl::StrCat(password, role));
  return stored == absl::StrCat(kMd5, absl::BytesToHexString(digest));
}

std::string DescribeStoredPassword(const std::optional<std::string>& stored,
                                   const std::string& role, const KnownPasswords& known) {
  if (!stored.has_value()) return "none";
  for (const auto& [where, password] : known)
    if (IsStoredFormOf(*stored, role, password)) return absl::StrCat("that of ", where);
  return DigestOf(*stored);
}

}  // namespace drill
