// What gives a secret away without knowing its value: the key it stands behind, or its shape.
#ifndef HARNESS_BASE_MASK_PATTERNS_H_
#define HARNESS_BASE_MASK_PATTERNS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// The name of a setting whose value is secret: POSTGRES_PASSWORD, api_key, GITHUB_TOKEN.
bool IsSecretKey(absl::string_view key);

// One word of at least 20 characters with letters and several digits, as generated keys are; not a
// path, a sentence or an image reference.
bool LooksRandom(absl::string_view value);

// "pw" of "postgres://user:pw@host/db"; empty when there is none.
std::string PasswordOfUrl(absl::string_view url);

// `text` with `mask` for the values of secret keys (key=v, key: v, --key v), passwords and tokens
// in URLs, Authorization headers, private key blocks and the tokens of well-known services.
// References such as $PASSWORD or <token> are left, since they give nothing away. Linear in the
// text's size.
std::string MaskPatterns(absl::string_view text, absl::string_view mask);

}  // namespace drill

#endif  // HARNESS_BASE_MASK_PATTERNS_H_
