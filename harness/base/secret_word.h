// Whether a name is that of a secret, and whether a value can be one.
#ifndef HARNESS_BASE_SECRET_WORD_H_
#define HARNESS_BASE_SECRET_WORD_H_

#include "absl/strings/string_view.h"

namespace drill {

// What a secret is replaced with.
inline constexpr char kMasked[] = "[masked]";

// The name of a setting whose value is secret: POSTGRES_PASSWORD, DB_PASS, api_key, GITHUB_TOKEN_2,
// AUTH_SALT, AccountKey. Not that of a file, a type or a count: PASSWORD_FILE, max_tokens.
bool IsSecretKey(absl::string_view key);

// One word of at least 20 characters with letters and several digits, as generated keys are; not a
// path, a sentence or an image reference.
bool LooksRandom(absl::string_view value);

// $PASSWORD, ${PASSWORD}, <token>, {{ token }}, [masked], ***, true, null: gives nothing away. So
// does the empty value.
bool IsReference(absl::string_view value);

}  // namespace drill

#endif  // HARNESS_BASE_SECRET_WORD_H_
