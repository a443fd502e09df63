#include "harness/runbook/angle_placeholder.h"

#include "absl/strings/ascii.h"

namespace drill {
namespace {

bool IsWord(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// `cmd <in.sql>out.log`: a redirection of a file that exists and one of a file to be written.
bool LooksLikeFiles(absl::string_view name, absl::string_view text, size_t after) {
  const bool file = name.find_first_of("./~") != absl::string_view::npos &&
                    name.find(' ') == absl::string_view::npos;
  return file && after < text.size() && (IsWord(text[after]) || text[after] == '/');
}

}  // namespace

std::vector<TextRange> FindAnglePlaceholders(absl::string_view text) {
  std::vector<TextRange> found;
  for (size_t at = 0; at + 2 < text.size(); ++at) {
    if (text[at] != '<' || (at > 0 && (text[at - 1] == '<' || text[at - 1] == '\\'))) continue;
    const unsigned char first = static_cast<unsigned char>(text[at + 1]);
    if (!absl::ascii_isalpha(first) && first < 0x80) continue;
    const size_t end = text.find_first_of("<>\n|&;\"'`$", at + 1);
    if (end == absl::string_view::npos || text[end] != '>' || text[end - 1] == ' ') continue;
    const absl::string_view name = text.substr(at + 1, end - at - 1);
    if (LooksLikeFiles(name, text, end + 1)) continue;
    found.push_back({at, end + 1});
    at = end;
  }
  return found;
}

std::string HideAnglePlaceholders(absl::string_view text) {
  std::string hidden(text);
  for (const TextRange& range : FindAnglePlaceholders(text)) {
    for (size_t i = range.begin; i < range.end; ++i) hidden[i] = '_';
  }
  return hidden;
}

}  // namespace drill
