#include "harness/base/known_secrets.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "harness/base/secret_word.h"

namespace drill {
namespace {

constexpr size_t kShortest = 3;
// Shorter values are masked only as whole words and have no encoded variants: they may be part of
// an innocent word.
constexpr size_t kLongEnough = 8;
// Length of the parts of a generated key that are looked for: long enough not to occur by chance.
constexpr size_t kPiece = 12;
// Shortest line of a multi-line value that is masked by itself; shorter ones may be a mere brace.
constexpr size_t kShortestLine = 16;
// Fewest characters of a value before "..." that are masked as a shortened secret.
constexpr size_t kShortestRest = 5;

bool IsWord(absl::string_view text, size_t begin, size_t end) {
  const auto joins = [](char c) { return absl::ascii_isalnum(c) || c == '_' || c == '-'; };
  return (begin == 0 || !joins(text[begin - 1])) && (end == text.size() || !joins(text[end]));
}

std::string UrlEncoded(absl::string_view value) {
  std::string result;
  for (const char c : value) {
    const bool plain =
        absl::ascii_isalnum(c) || absl::StrContains("-_.~", absl::string_view(&c, 1));
    if (plain)
      result += c;
    else
      absl::StrAppendFormat(&result, "%%%02X", static_cast<unsigned char>(c));
  }
  return result;
}

// What base64 makes of the value wherever it begins in the text that is encoded, without the
// characters that depend on its neighbours.
std::vector<std::string> Base64Forms(absl::string_view value) {
  std::vector<std::string> forms;
  for (size_t before = 0; before < 3; ++before) {
    const std::string encoded = absl::Base64Escape(absl::StrCat(std::string(before, 'x'), value));
    const size_t first = before == 0 ? 0 : before + 1;
    const size_t last = (before + value.size()) / 3 * 4;
    if (last < first + kLongEnough) continue;
    const std::string form = encoded.substr(first, last - first);
    forms.push_back(form);
    forms.push_back(absl::StrReplaceAll(form, {{"+", "-"}, {"/", "_"}}));
  }
  return forms;
}

// Printed characters of a text, without blanks, line ends, and a terminal's colours.
struct Squeezed {
  std::string text;
  // For each character of `text`, its offset in the original.
  std::vector<size_t> at;
};

// The length of the escape sequence at the beginning of `text`; 0 when there is none.
size_t EscapeSequence(absl::string_view text) {
  if (!absl::StartsWith(text, "\x1b[")) return 0;
  size_t n = 2;
  while (n < text.size() && !absl::ascii_isalpha(text[n])) ++n;
  return std::min(text.size(), n + 1);
}

Squeezed Squeeze(absl::string_view text) {
  Squeezed squeezed;
  squeezed.text.reserve(text.size());
  squeezed.at.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t escape = EscapeSequence(text.substr(i));
    const bool continued = text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '\n';
    if (escape > 0) i += escape - 1;
    if (escape > 0 || continued || absl::ascii_isspace(text[i])) continue;
    squeezed.text += text[i];
    squeezed.at.push_back(i);
  }
  return squeezed;
}

}  // namespace

void KnownSecrets::Add(absl::string_view value) {
  if (value.size() < kShortest || IsReference(value)) return;
  if (!forms_.insert(std::string(value)).second) return;
  if (value.size() >= kLongEnough) AddVariants(std::string(value));
  if (!absl::StrContains(value, '\n')) return;
  for (absl::string_view line : absl::StrSplit(value, '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (line.size() >= kShortestLine && !absl::StartsWith(line, "-----")) Add(line);
  }
}

void KnownSecrets::AddVariants(const std::string& value) {
  forms_.insert(UrlEncoded(value));
  // Go and browsers percent-encode fewer characters than UrlEncoded() does.
  forms_.insert(absl::StrReplaceAll(
      value, {{"%", "%25"}, {"@", "%40"}, {":", "%3A"}, {"/", "%2F"}, {"#", "%23"}, {"?", "%3F"}}));
  forms_.insert(absl::StrReplaceAll(
      value, {{"%", "%25"}, {"@", "%40"}, {":", "%3a"}, {"/", "%2f"}, {"#", "%23"}, {"?", "%3f"}}));
  for (const std::string& form : Base64Forms(value)) forms_.insert(form);
  forms_.insert(absl::StrReplaceAll(value, {{"$", "$$"}}));
  forms_.insert(absl::StrReplaceAll(value, {{"'", "''"}}));
  forms_.insert(absl::StrReplaceAll(value, {{"'", "'\\''"}}));
  forms_.insert(absl::StrReplaceAll(value, {{"\n", "\\n"}}));
  forms_.insert(
      absl::StrReplaceAll(value, {{"\\", "\\\\"}, {"\"", "\\\""}, {"\n", "\\n"}, {"\t", "\\t"}}));
  forms_.insert(absl::StrReplaceAll(
      value, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}}));
  const std::string squeezed = Squeeze(value).text;
  if (squeezed.size() >= kLongEnough) squeezed_.insert(squeezed);
  if (!LooksRandom(value) || value.size() < 2 * kPiece) return;
  for (size_t i = 0; i + kPiece <= value.size(); ++i) pieces_.insert(value.substr(i, kPiece));
}

std::vector<TextSpan> KnownSecrets::Find(absl::string_view text) const {
  std::vector<TextSpan> spans;
  for (const std::string& form : forms_) {
    for (size_t at = text.find(form); at != absl::string_view::npos;) {
      const bool counts = form.size() >= kLongEnough || IsWord(text, at, at + form.size());
      if (counts) spans.push_back({at, at + form.size()});
      at = text.find(form, at + (counts ? form.size() : 1));
    }
  }
  FindPieces(text, &spans);
  FindBroken(text, &spans);
  FindCutOff(text, &spans);
  return Merged(std::move(spans));
}

void KnownSecrets::FindPieces(absl::string_view text, std::vector<TextSpan>* spans) const {
  if (pieces_.empty()) return;
  for (size_t i = 0; i + kPiece <= text.size(); ++i) {
    if (pieces_.find(text.substr(i, kPiece)) != pieces_.end()) spans->push_back({i, i + kPiece});
  }
}

void KnownSecrets::FindBroken(absl::string_view text, std::vector<TextSpan>* spans) const {
  if (squeezed_.empty()) return;
  const Squeezed squeezed = Squeeze(text);
  if (squeezed.text.size() == text.size()) return;
  for (const std::string& secret : squeezed_) {
    for (size_t at = squeezed.text.find(secret); at != std::string::npos;
         at = squeezed.text.find(secret, at + secret.size())) {
      spans->push_back({squeezed.at[at], squeezed.at[at + secret.size() - 1] + 1});
    }
  }
}

// Finds secrets whose end was cut off and replaced by "...", as programs shorten messages.
void KnownSecrets::FindCutOff(absl::string_view text, std::vector<TextSpan>* spans) const {
  for (size_t dots = text.find("..."); dots != absl::string_view::npos;
       dots = text.find("...", dots + 3)) {
    for (const std::string& form : forms_) {
      for (size_t n = std::min(dots, form.size() - 1); n >= kShortestRest; --n) {
        if (text.substr(dots - n, n) != absl::string_view(form).substr(0, n)) continue;
        spans->push_back({dots - n, dots});
        break;
      }
    }
  }
}

}  // namespace drill
