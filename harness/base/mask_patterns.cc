#include "harness/base/mask_patterns.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "harness/base/mask_cookies.h"
#include "harness/base/mask_key_block.h"
#include "harness/base/mask_rules.h"
#include "harness/base/secret_word.h"
#include "re2/re2.h"

namespace drill {
namespace {

constexpr auto kNone = absl::string_view::npos;
constexpr size_t kTokenLength = 20;
constexpr size_t kLongestValue = 16 << 10;

re2::StringPiece Piece(absl::string_view text) { return {text.data(), text.size()}; }

bool EndsValue(char c) {
  return absl::ascii_isspace(c) || absl::StrContains("\"',;&)}<>`", absl::string_view(&c, 1));
}

size_t EndOfBare(absl::string_view text, size_t begin) {
  return static_cast<size_t>(std::find_if(text.begin() + begin, text.end(), EndsValue) -
                             text.begin());
}

// The line's end, or kLongestValue bytes on if that is nearer: otherwise a text of one long line
// would be scanned to its end again for every key in it.
size_t EndOfLine(absl::string_view text, size_t begin) {
  const absl::string_view line = text.substr(begin, kLongestValue);
  return begin + std::min(line.size(), line.find_first_of("\r\n"));
}

// The end of what is quoted by text[begin]; kNone where the line ends before.
size_t EndOfQuoted(absl::string_view text, size_t begin) {
  const char quote = text[begin];
  const size_t last = std::min(text.size(), begin + kLongestValue);
  for (size_t i = begin + 1; i < last && text[i] != '\n'; ++i) {
    if (text[i] == '\\' && quote == '"')
      ++i;
    else if (text[i] == quote)
      return i;
  }
  return kNone;
}

// Whether nothing but what begins a line of settings stands before the key.
bool BeginsLine(absl::string_view text, size_t key) {
  constexpr size_t kMost = 40;
  const size_t from = key < kMost ? 0 : key - kMost;
  absl::string_view before = text.substr(from, key - from);
  const size_t newline = before.rfind('\n');
  if (newline == kNone && from > 0) return false;
  before.remove_prefix(newline == kNone ? 0 : newline + 1);
  static const RE2* const kBefore = new RE2("[ \\t+>|-]*(?:(?:export|ENV|env|set|SET)[ \\t]+)?");
  return RE2::FullMatch(Piece(before), *kBefore);
}

// The value that begins at `begin`, behind a key at `key`.
TextSpan ValueAt(absl::string_view text, size_t key, size_t begin) {
  if (begin >= text.size()) return {begin, begin};
  // In a JSON text inside a JSON text.
  if (absl::StartsWith(text.substr(begin), "\\\"")) {
    const size_t end = text.substr(0, EndOfLine(text, begin)).find("\\\"", begin + 2);
    if (end != kNone) return {begin + 2, end};
  }
  if (text[begin] == '"' || text[begin] == '\'') {
    const size_t end = EndOfQuoted(text, begin);
    return {begin + 1, end == kNone ? EndOfBare(text, begin + 1) : end};
  }
  const size_t line_end = EndOfLine(text, begin);
  const absl::string_view line = text.substr(begin, line_end - begin);
  if (BeginsLine(text, key) && line.find_first_of(" \t\"'") == kNone) return {begin, line_end};
  // "KEY=value" as a whole in quotes.
  const char before = key == 0 ? ' ' : text[key - 1];
  if (before == '"' || before == '\'') {
    const size_t end = text.substr(0, line_end).find(before, begin);
    if (end != kNone) return {begin, end};
  }
  return {begin, EndOfBare(text, begin)};
}

// "pass: 12" counts what went well.
bool IsCount(absl::string_view key, absl::string_view value) {
  return absl::EqualsIgnoreCase(key, "pass") && value.size() <= 4 &&
         std::all_of(value.begin(), value.end(), absl::ascii_isdigit);
}

void FindKeyed(absl::string_view text, std::vector<TextSpan>* spans) {
  static const RE2* const kKeyed = new RE2(
      "([A-Za-z0-9_][A-Za-z0-9_.-]*)(?:[\\\\\"'\\]]{0,3}[ \\t]{0,2}(=>|:=|==|=|:)[ \\t]*)"
      "|\\s(--?[A-Za-z][A-Za-z0-9-]*)[ \\t]+");
  re2::StringPiece found[4];
  size_t at = 0;
  while (at < text.size() &&
         kKeyed->Match(Piece(text), at, text.size(), RE2::UNANCHORED, found, 4)) {
    at = static_cast<size_t>(found[0].data() - text.data()) + found[0].size();
    const bool option = found[1].empty();
    const absl::string_view key(found[option ? 3 : 1].data(), found[option ? 3 : 1].size());
    const absl::string_view joint(found[2].data(), found[2].size());
    const size_t key_at = static_cast<size_t>(key.data() - text.data());
    if (joint == "==" || (joint == ":" && absl::StartsWith(text.substr(at), "//"))) continue;
    if (!IsSecretKey(key)) {
      // The blank before the next option was consumed with this one, but the pattern needs it: step
      // back.
      if (option) --at;
      continue;
    }
    const TextSpan value = ValueAt(text, key_at, at);
    const absl::string_view content = text.substr(value.begin, value.end - value.begin);
    if (option && absl::StartsWith(content, "-")) {
      --at;
      continue;
    }
    if (!IsReference(content) && !IsCount(key, content)) spans->push_back(value);
    at = std::max(at, value.end);
  }
}

// Finds the secret in an Authorization header, after the scheme if there is one, and after
// "bearer".
void FindAuthorization(absl::string_view text, std::vector<TextSpan>* spans) {
  static const RE2* const kHeader = new RE2(
      "(?i)\\bauthorization[\\\\\"' ]*[:=][\\\\\"' ]*(?:[a-z][a-z-]* +)?([^\\s\"',;&)}<>`\\\\]+)"
      "|\\bbearer +([^\\s\"',;&)}<>`\\\\]{8,})");
  re2::StringPiece found[3];
  size_t at = 0;
  while (at < text.size() &&
         kHeader->Match(Piece(text), at, text.size(), RE2::UNANCHORED, found, 3)) {
    const re2::StringPiece& part = found[1].empty() ? found[2] : found[1];
    const size_t begin = static_cast<size_t>(part.data() - text.data());
    at = begin + part.size();
    if (!IsReference({part.data(), part.size()})) spans->push_back({begin, at});
  }
}

// What stands before the @ of a URL whose authority begins at `begin`: [begin, end) of the secret.
TextSpan SecretOfUrl(absl::string_view text, size_t begin) {
  absl::string_view rest = text.substr(begin, kLongestValue);
  rest = rest.substr(0, rest.find_first_of(" \t\r\n\"'`<>"));
  const size_t slash = std::min(rest.size(), rest.find_first_of("/?#"));
  size_t at = rest.substr(0, slash).rfind('@');
  const size_t colon = rest.find(':');
  if (at == kNone && colon < slash) {
    // A password may hold a slash; what looks like a port before it is one.
    const absl::string_view before = rest.substr(colon + 1, slash - colon - 1);
    const bool port = std::all_of(before.begin(), before.end(), absl::ascii_isdigit);
    if (!port) at = rest.find('@', slash);
  }
  if (at == kNone) return {begin, begin};
  if (colon < at) return {begin + colon + 1, begin + at};
  return at >= kTokenLength ? TextSpan{begin, begin + at} : TextSpan{begin, begin};
}

void FindUrls(absl::string_view text, std::vector<TextSpan>* spans) {
  for (size_t at = text.find("://"); at != kNone; at = text.find("://", at + 3)) {
    const TextSpan secret = SecretOfUrl(text, at + 3);
    if (!IsReference(text.substr(secret.begin, secret.end - secret.begin)))
      spans->push_back(secret);
  }
}

}  // namespace

std::string PasswordOfUrl(absl::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == kNone) return "";
  const TextSpan secret = SecretOfUrl(url, scheme + 3);
  const bool token = secret.begin == scheme + 3;
  return token ? "" : std::string(url.substr(secret.begin, secret.end - secret.begin));
}

std::vector<TextSpan> FindSecretShapes(absl::string_view text) {
  std::vector<TextSpan> spans = FindByRules(text);
  for (const auto& more : {FindKeyBlocks(text), FindCookies(text)})
    spans.insert(spans.end(), more.begin(), more.end());
  FindKeyed(text, &spans);
  FindAuthorization(text, &spans);
  FindUrls(text, &spans);
  return Merged(std::move(spans));
}

std::string MaskPatterns(absl::string_view text, absl::string_view mask) {
  return WithSpansReplaced(text, FindSecretShapes(text), mask);
}

}  // namespace drill
