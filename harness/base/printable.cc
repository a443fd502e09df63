#include "harness/base/printable.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace drill {
namespace {

// The bytes at the beginning of `text` that must not reach a terminal as they are.
size_t Dangerous(absl::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first == '\n' || first == '\t') return 0;
  if (first < 0x20 || first == 0x7f) return 1;
  // U+0080 to U+009F.
  const bool c1 = first == 0xc2 && text.size() > 1 && static_cast<unsigned char>(text[1]) < 0xa0;
  if (c1) return 2;
  for (const absl::string_view mark : {"\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d",
                                       "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}) {
    if (absl::StartsWith(text, mark)) return mark.size();
  }
  return 0;
}

}  // namespace

std::string Printable(absl::string_view text) {
  std::string result;
  while (!text.empty()) {
    const size_t n = Dangerous(text);
    for (size_t i = 0; i < n; ++i)
      absl::StrAppendFormat(&result, "\\x%02x", static_cast<unsigned char>(text[i]));
    if (n == 0) result += text[0];
    text.remove_prefix(n == 0 ? 1 : n);
  }
  return result;
}

}  // namespace drill
