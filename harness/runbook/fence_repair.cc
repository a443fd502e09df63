#include "harness/runbook/fence_repair.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/regex.h"
#include "harness/runbook/markdown_node.h"

namespace drill {
namespace {

using Lines = std::vector<std::string>;

// Most repairs of one document; each one parses the whole document again.
constexpr int kMost = 50;

size_t Indent(const std::string& line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool IsBlank(const std::string& line) { return absl::StripAsciiWhitespace(line).empty(); }

// Where the block ends that begins at `begin`: its closing fence, wherever on its line that stands.
// Nothing when something comes first that no shell block holds.
std::optional<size_t> FindEnd(const Lines& lines, size_t begin, const std::string& fence) {
  static const RE2* const other = new RE2(R"(^\s*(?:`{3,}|~{3,})\s*\S|^#{2,6} \S|^\d+[.)]\s)");
  for (size_t i = begin + 1; i < lines.size(); ++i) {
    const absl::string_view text = absl::StripAsciiWhitespace(lines[i]);
    if (text.size() >= fence.size() && text.find_first_not_of(fence[0]) == absl::string_view::npos)
      return i;
    if (ContainsRegex(*other, lines[i])) return std::nullopt;
  }
  return std::nullopt;
}

// Indents the lines between the fences, so that none stands left of `column`.
void Shift(Lines& lines, size_t begin, size_t end, size_t column) {
  size_t least = column;
  std::optional<size_t> first;
  for (size_t i = begin + 1; i < end; ++i) {
    if (IsBlank(lines[i])) continue;
    if (!first) first = Indent(lines[i]);
    least = std::min(least, Indent(lines[i]));
  }
  for (size_t i = begin + 1; i < end; ++i) {
    const size_t indent = Indent(lines[i]);
    // Only a here-document's lines stand too far left where the first line does not.
    const bool whole_block = first && *first < column;
    const size_t more = whole_block ? column - least : column - std::min(column, indent);
    lines[i].insert(0, more, ' ');
  }
  lines[end] = std::string(column, ' ') + std::string(absl::StripAsciiWhitespace(lines[end]));
}

// Repairs the first such block. Returns the line of its opening fence, or 0 when there is none.
int RepairFirst(Lines& lines) {
  const Markdown markdown(absl::StrJoin(lines, "\n"));
  const std::vector<MarkdownNode> blocks = markdown.fenced_blocks();
  for (size_t i = 0; i < blocks.size(); ++i) {
    const MarkdownNode& block = blocks[i];
    // A fence that ends the list item ends the block too, and opens the next block on its own line.
    const bool opens_the_next =
        i + 1 < blocks.size() && blocks[i + 1].first_line() == block.last_line();
    if (!block.in_list_item() || (FenceIsClosed(block, lines) && !opens_the_next)) continue;
    const size_t begin = static_cast<size_t>(block.first_line()) - 1;
    const std::string fence(static_cast<size_t>(block.fence_length()), block.fence_character());
    const size_t column = lines[begin].find(fence);
    const std::optional<size_t> end = FindEnd(lines, begin, fence);
    if (!end || column == std::string::npos || column == 0) continue;
    const Lines before = lines;
    Shift(lines, begin, *end, column);
    if (lines != before) return block.first_line();
  }
  return 0;
}

}  // namespace

RepairedText RepairFencesInLists(const std::string& text) {
  RepairedText result;
  Lines lines = absl::StrSplit(text, '\n');
  for (int i = 0; i < kMost; ++i) {
    const int line = RepairFirst(lines);
    if (line == 0) break;
    result.repaired.insert(line);
  }
  result.text = absl::StrJoin(lines, "\n");
  return result;
}

}  // namespace drill
