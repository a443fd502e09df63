#include "harness/base/other_format.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace drill {
namespace {

constexpr char kHow[] =
    "this file is protobuf text: a text stands in quotes, a block is `name { … }`, and a list is "
    "its "
    "field once for each entry; see docs/your-own-stack.md";

size_t IndentOf(absl::string_view line) {
  return line.size() - absl::StripLeadingAsciiWhitespace(line).size();
}

// "key:" and nothing behind it.
bool IsKeyAlone(absl::string_view line) {
  if (line.size() < 2 || line.back() != ':') return false;
  for (const char c : line.substr(0, line.size() - 1)) {
    if (!absl::ascii_isalnum(c) && c != '_' && c != '-') return false;
  }
  return true;
}

// Begins with "key: ", "key:" or "- ".
bool IsEntry(absl::string_view line) {
  if (absl::StartsWith(line, "- ")) return true;
  const size_t colon = line.find(':');
  return colon != absl::string_view::npos && IsKeyAlone(line.substr(0, colon + 1));
}

}  // namespace

std::optional<Problem> OtherFormat(const std::string& file, absl::string_view content) {
  if (absl::EndsWith(file, ".md"))
    return Problem{file, 1, 1, "is Markdown", "tools/drill procedures shows what a runbook holds"};
  std::vector<absl::string_view> lines;
  for (absl::string_view line : absl::StrSplit(content, '\n'))
    lines.push_back(absl::StripTrailingAsciiWhitespace(line));
  absl::string_view above;
  size_t indent_above = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const absl::string_view line = absl::StripLeadingAsciiWhitespace(lines[i]);
    if (line.empty() || line.front() == '#') continue;
    const int number = static_cast<int>(i) + 1;
    if (above.empty() && line.front() == '{') return Problem{file, number, 1, "is JSON", kHow};
    const bool nested = IsKeyAlone(above) && IndentOf(lines[i]) > indent_above && IsEntry(line);
    if (line == "---" || absl::StartsWith(line, "- ") || nested) {
      return Problem{file, number, static_cast<int>(IndentOf(lines[i])) + 1, "is YAML", kHow};
    }
    above = line;
    indent_above = IndentOf(lines[i]);
  }
  return std::nullopt;
}

}  // namespace drill
