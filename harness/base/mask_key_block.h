// Private keys as PEM writes them, whole or in part.
#ifndef HARNESS_BASE_MASK_KEY_BLOCK_H_
#define HARNESS_BASE_MASK_KEY_BLOCK_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "harness/base/text_span.h"

namespace drill {

// What stands between the labels of private keys, also where one label is missing, and lines that
// look like such a key's middle. Certificates and public keys are left.
std::vector<TextSpan> FindKeyBlocks(absl::string_view text);

// Whether the line holds nothing but base64 that is long and mixed enough to be a key's.
bool IsKeyLine(absl::string_view line);

}  // namespace drill

#endif  // HARNESS_BASE_MASK_KEY_BLOCK_H_
