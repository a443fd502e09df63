#include "harness/base/mask_cookies.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "harness/base/secret_word.h"
#include "re2/re2.h"

namespace drill {
namespace {

// Limit on a list of cookies; browsers accept no longer ones.
constexpr size_t kLongestList = 16 << 10;

// What a Set-Cookie header says beside the cookie.
bool IsAttribute(absl::string_view name) {
  for (absl::string_view known :
       {"path", "domain", "expires", "max-age", "samesite", "version", "priority", "comment"})
    if (absl::EqualsIgnoreCase(name, known)) return true;
  return false;
}

// The values of "name=value; name=value" from `begin` on, up to what ends the list.
void FindValues(absl::string_view text, size_t begin, std::vector<TextSpan>* spans) {
  const char before = begin == 0 ? '\n' : text[begin - 1];
  const absl::string_view stops = before == '"' ? "\"\r\n" : before == '\'' ? "'\r\n" : "\"'\r\n";
  const absl::string_view list = text.substr(begin, kLongestList);
  const size_t end = begin + std::min(list.size(), list.find_first_of(stops));
  while (begin < end) {
    const size_t pair_end = std::min(end, text.find(';', begin));
    const size_t equals = text.substr(0, pair_end).find('=', begin);
    if (equals != absl::string_view::npos) {
      const absl::string_view name = absl::StripAsciiWhitespace(text.substr(begin, equals - begin));
      const absl::string_view value = text.substr(equals + 1, pair_end - equals - 1);
      if (!IsAttribute(name) && !IsReference(value)) spans->push_back({equals + 1, pair_end});
    }
    begin = pair_end + 1;
  }
}

}  // namespace

std::vector<TextSpan> FindCookies(absl::string_view text) {
  static const RE2* const kHeader = new RE2(
      "(?i)(?:\\bset-cookie2?|\\bcookies?)[\"']?[ \\t]{0,2}[:=][ \\t]*[\"']?"
      "|\\bcurl\\b[^\\n|;]*?\\s(?:-b|--cookie)[ =]*[\"']?");
  std::vector<TextSpan> spans;
  size_t at = 0;
  re2::StringPiece found;
  const re2::StringPiece whole(text.data(), text.size());
  while (at < text.size() && kHeader->Match(whole, at, text.size(), RE2::UNANCHORED, &found, 1)) {
    at = static_cast<size_t>(found.data() - text.data()) + found.size();
    FindValues(text, at, &spans);
  }
  return spans;
}

}  // namespace drill
