// What gives a secret away without knowing its value: the key it stands behind, or its shape.
#ifndef HARNESS_BASE_MASK_PATTERNS_H_
#define HARNESS_BASE_MASK_PATTERNS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/base/text_span.h"

namespace drill {

// "pw" of "postgres://user:pw@host/db"; empty when there is none.
std::string PasswordOfUrl(absl::string_view url);

// The values of secret keys (key=v, key: v, --key v), passwords and tokens in URLs, Authorization
// headers, cookies, private keys, and what harness/base/mask_rules.h knows. References such as
// $PASSWORD or <token> are left, since they give nothing away. Merged(); linear in the text's size.
std::vector<TextSpan> FindSecretShapes(absl::string_view text);

// `text` with `mask` for each of them.
std::string MaskPatterns(absl::string_view text, absl::string_view mask);

}  // namespace drill

#endif  // HARNESS_BASE_MASK_PATTERNS_H_
