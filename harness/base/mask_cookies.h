// Cookies: their names stay, their values are secrets.
#ifndef HARNESS_BASE_MASK_COOKIES_H_
#define HARNESS_BASE_MASK_COOKIES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "harness/base/text_span.h"

namespace drill {

// The values in Cookie and Set-Cookie headers, in `curl -b` and `--cookie`.
std::vector<TextSpan> FindCookies(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_BASE_MASK_COOKIES_H_
