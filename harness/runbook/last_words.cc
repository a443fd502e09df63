#include "harness/runbook/last_words.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

constexpr size_t kMostLines = 3;
constexpr size_t kMostBytes = 300;
constexpr std::streamoff kTail = 16384;
// Only the last lines are searched: an error further up is not why the command ended.
constexpr size_t kLinesLookedAt = 12;

const RE2& Escapes() {
  // Colours and cursor movements; titles of a window; the driver's own bytes.
  static const RE2& pattern =
      *new RE2("\x1b\\[[0-9;?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b.|[\x1e\x1f]");
  return pattern;
}

bool SpeaksOfAnError(absl::string_view line) {
  static const RE2& pattern = *new RE2(
      "(?i)\\b(error|fatal|failed|failure|fails|cannot|can't|could not|couldn't|unable|denied|"
      "refused|invalid|unknown|unrecognized|no such|not found|not a tty|does not exist|"
      "already (?:exists|in use|allocated)|exception|panic|aborting|aborted|timed out|"
      "no space left|unauthorized|forbidden|unexpected|conflict|usage)\\b|"
      "^\\w*(?:Error|Exception)\\b");
  return ContainsRegex(pattern, line);
}

bool HasWords(absl::string_view line) {
  static const RE2& pattern = *new RE2("\\pL{2}");
  return ContainsRegex(pattern, line);
}

// As the terminal shows it in the end: what a carriage return goes back over is gone.
std::string Shown(absl::string_view line) {
  std::string plain(line);
  RE2::GlobalReplace(&plain, Escapes(), "");
  absl::string_view text = absl::StripTrailingAsciiWhitespace(plain);
  text = text.substr(text.rfind('\r') == absl::string_view::npos ? 0 : text.rfind('\r') + 1);
  std::string shown(absl::StripAsciiWhitespace(text));
  if (shown.size() <= kMostBytes) return shown;
  size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0) == 0x80) --end;
  return shown.substr(0, end) + "...";
}

}  // namespace

std::vector<std::string> LastWords(absl::string_view output) {
  std::vector<std::string> lines;
  for (absl::string_view line : absl::StrSplit(output, '\n')) {
    std::string shown = Shown(line);
    if (HasWords(shown)) lines.push_back(std::move(shown));
  }
  size_t first = lines.size() > kMostLines ? lines.size() - kMostLines : 0;
  const size_t looked_at = lines.size() > kLinesLookedAt ? lines.size() - kLinesLookedAt : 0;
  for (size_t i = lines.size(); i-- > looked_at;) {
    if (!SpeaksOfAnError(lines[i])) continue;
    first = i;
    break;
  }
  const size_t last = std::min(lines.size(), first + kMostLines);
  const auto at = [&lines](size_t line) {
    return std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(line));
  };
  return std::vector<std::string>(at(first), at(last));
}

std::vector<std::string> LastWordsOfFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = file.tellg();
  if (!file || size <= 0) return {};
  file.seekg(std::max<std::streamoff>(0, size - kTail));
  const std::string tail{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return LastWords(tail);
}

}  // namespace drill
