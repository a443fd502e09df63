// Plain text, code and tables in Markdown.
#ifndef REPORTS_MARKDOWN_TEXT_H_
#define REPORTS_MARKDOWN_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

// Plain text: nothing in it begins markup or ends a table's cell.
std::string EscapeMarkdown(absl::string_view text);

// As much of it, as plain text, as a table's cell takes.
std::string MarkdownCell(absl::string_view text);

// Code in a table's cell; backticks within cannot be escaped, so they become quotes. Empty for an
// empty text.
std::string MarkdownCode(absl::string_view text);

class MarkdownTable {
 public:
  explicit MarkdownTable(const std::vector<std::string>& head);
  // Of cells that are Markdown already.
  void Row(const std::vector<std::string>& cells);
  // The rows, and an empty line.
  std::string Text() const;

 private:
  std::string text_;
};

}  // namespace drill

#endif  // REPORTS_MARKDOWN_TEXT_H_
