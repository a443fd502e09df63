#include "harness/twin/shape.h"

#include "absl/strings/ascii.h"

namespace drill {
namespace {

constexpr size_t kShortestId = 12;

bool IsHexDigit(char c) { return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f'); }

// How many characters from `at` on are a hexadecimal id that is a word of its own; 0: none.
size_t IdLength(absl::string_view name, size_t at) {
  if (at > 0 && absl::ascii_isalnum(name[at - 1])) return 0;
  size_t end = at;
  bool digit = false;
  while (end < name.size() && IsHexDigit(name[end])) digit |= absl::ascii_isdigit(name[end++]);
  const bool whole = end == name.size() || !absl::ascii_isalnum(name[end]);
  return whole && digit && end - at >= kShortestId ? end - at : 0;
}

size_t DigitsLength(absl::string_view name, size_t at) {
  size_t end = at;
  while (end < name.size() && absl::ascii_isdigit(name[end])) ++end;
  return end - at;
}

}  // namespace

std::string ShapeOf(absl::string_view name) {
  std::string shape;
  for (size_t at = 0; at < name.size();) {
    size_t length = IdLength(name, at);
    if (length == 0) length = DigitsLength(name, at);
    if (length == 0) {
      shape.push_back(name[at++]);
    } else {
      shape.push_back('#');
      at += length;
    }
  }
  return shape;
}

}  // namespace drill
