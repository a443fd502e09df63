#include "harness/runbook/open_fence.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

std::string FenceOf(const MarkdownNode& block) {
  return std::string(static_cast<size_t>(block.fence_length()), block.fence_character());
}

// The line in the block that opens another one of its kind: the same fence, with a label.
std::optional<int> FindOpenerInside(const MarkdownNode& block,
                                    const std::vector<std::string>& lines) {
  static const RE2* const label = new RE2(R"(^\s*[{\w.][^`]*$)");
  const std::string fence = FenceOf(block);
  for (int line = block.first_line() + 1; line < block.last_line(); ++line) {
    absl::string_view text = absl::StripAsciiWhitespace(lines[line - 1]);
    if (text.substr(0, fence.size()) != fence) continue;
    text.remove_prefix(std::min(text.find_first_not_of(fence[0]), text.size()));
    if (ContainsRegex(*label, text)) return line;
  }
  return std::nullopt;
}

// The line in the block that reads as a heading of the document: blank lines around `## Title`.
std::optional<int> FindHeadingInside(const MarkdownNode& block,
                                     const std::vector<std::string>& lines) {
  static const RE2* const heading = new RE2(R"(^#{2,6} \S)");
  for (int line = block.first_line() + 2; line < block.last_line() - 1; ++line) {
    const bool alone = absl::StripAsciiWhitespace(lines[line - 2]).empty() &&
                       absl::StripAsciiWhitespace(lines[line]).empty();
    if (alone && ContainsRegex(*heading, lines[line - 1])) return line;
  }
  return std::nullopt;
}

}  // namespace

std::vector<OpenFence> FindOpenFences(const Markdown& markdown,
                                      const std::vector<std::string>& lines) {
  std::vector<OpenFence> found;
  const std::vector<MarkdownNode> blocks = markdown.fenced_blocks();
  const auto report = [&](const MarkdownNode& block, absl::string_view why,
                          absl::string_view where) {
    found.push_back(
        {block.first_line(),
         absl::StrCat("the code block that begins here is never closed", why, "; put a line of ",
                      FenceOf(block), " ", where, ", indented as it is")});
  };
  for (const MarkdownNode& block : blocks) {
    if (const std::optional<int> other = FindOpenerInside(block, lines)) {
      report(block, absl::StrCat(": line ", *other, " opens another one inside it"),
             "where it ends");
    } else if (!FenceIsClosed(block, lines)) {
      report(block, "", "after it");
    }
  }
  if (found.empty()) return found;
  // After an unclosed block, closing fences are read as opening ones, and only the last is left
  // open: look for an earlier block that contains a heading.
  for (const MarkdownNode& block : blocks) {
    if (block.first_line() >= found.front().line) break;
    if (const std::optional<int> heading = FindHeadingInside(block, lines)) {
      const OpenFence last = found.front();
      found.clear();
      report(block,
             absl::StrCat(": a heading stands in it, line ", *heading,
                          ", and so the block of line ", last.line, " has no end"),
             "where it ends");
      break;
    }
  }
  return found;
}

}  // namespace drill
