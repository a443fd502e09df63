#include "harness/twin/where_they_differ.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "harness/base/one_line.h"

namespace drill {
namespace {

constexpr size_t kLine = 200;
// Characters before the difference, to know where it is.
constexpr size_t kBefore = 40;

bool Continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// How much of the beginning is left out: never half a character of UTF-8.
size_t LeftOut(absl::string_view one, absl::string_view other) {
  const size_t shorter = std::min(one.size(), other.size());
  size_t same = 0;
  while (same < shorter && one[same] == other[same]) ++same;
  size_t cut = same > kBefore ? same - kBefore : 0;
  while (cut > 0 && Continues(one[cut])) --cut;
  return cut;
}

}  // namespace

std::pair<std::string, std::string> WhereTheyDiffer(absl::string_view one,
                                                    absl::string_view other) {
  const size_t cut = std::max(one.size(), other.size()) <= kLine ? 0 : LeftOut(one, other);
  const auto rest = [cut](absl::string_view text) {
    return absl::StrCat(cut == 0 ? "" : "...", OneLine(text.substr(cut), kLine));
  };
  return {rest(one), rest(other)};
}

}  // namespace drill
