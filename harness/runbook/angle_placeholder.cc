#include "harness/runbook/angle_placeholder.h"

#include <optional>

#include "absl/strings/ascii.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

bool IsWord(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// `cmd <in.sql>out.log`: a redirection of a file that exists and one of a file to be written.
bool LooksLikeFiles(absl::string_view name, absl::string_view text, size_t after) {
  const bool file = name.find_first_of("./~") != absl::string_view::npos &&
                    name.find(' ') == absl::string_view::npos;
  return file && after < text.size() && (IsWord(text[after]) || text[after] == '/');
}

// The end of `<blue|green>`, whose bar no pipe is: single words stand on either side, and nothing
// is glued to it as a file's name would be. `at` is that of the `<`; npos: it is none.
size_t EndOfRivalWords(absl::string_view text, size_t at) {
  static const auto* const rivals =
      new RE2(R"(^<[A-Za-z][\w.-]*(?: ?\| ?[A-Za-z0-9][\w.-]*)+>(?:[^\w/.~$"']|$))");
  const std::optional<RegexMatch> match = FindRegex(*rivals, text.substr(at));
  if (!match) return absl::string_view::npos;
  return at + match->groups[0].rfind('>');
}

}  // namespace

std::vector<TextRange> FindAnglePlaceholders(absl::string_view text) {
  std::vector<TextRange> found;
  for (size_t at = 0; at + 2 < text.size(); ++at) {
    if (text[at] != '<' || (at > 0 && (text[at - 1] == '<' || text[at - 1] == '\\'))) continue;
    const unsigned char first = static_cast<unsigned char>(text[at + 1]);
    if (!absl::ascii_isalpha(first) && first < 0x80) continue;
    size_t end = text.find_first_of("<>\n|&;\"'`$", at + 1);
    if (end != absl::string_view::npos && text[end] == '|') end = EndOfRivalWords(text, at);
    if (end == absl::string_view::npos || text[end] != '>' || text[end - 1] == ' ') continue;
    const absl::string_view name = text.substr(at + 1, end - at - 1);
    if (LooksLikeFiles(name, text, end + 1)) continue;
    found.push_back({at, end + 1});
    at = end;
  }
  return found;
}

std::vector<TextRange> FindTemplateExpressions(absl::string_view text) {
  static const auto* const expression = new RE2(R"(\$?\{\{[^{}\n]*\}\})");
  std::vector<TextRange> found;
  for (const RegexMatch& match : FindAllRegex(*expression, text))
    found.push_back({match.begin, match.end});
  return found;
}

std::string HidePlaceholders(absl::string_view text) {
  std::string hidden(text);
  std::vector<TextRange> ranges = FindTemplateExpressions(text);
  for (const TextRange& range : FindAnglePlaceholders(text)) ranges.push_back(range);
  for (const TextRange& range : ranges) {
    for (size_t i = range.begin; i < range.end; ++i) hidden[i] = '_';
  }
  return hidden;
}

}  // namespace drill
