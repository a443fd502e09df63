#include "harness/runbook/document.h"

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/command_text.h"
#include "harness/runbook/document_text.h"
#include "harness/runbook/markdown_node.h"

namespace drill {
namespace {

bool IsShellLabel(absl::string_view label) {
  return label == "bash" || label == "sh" || label == "shell" || label == "zsh";
}

bool IsConsoleLabel(absl::string_view label) {
  return label == "console" || label == "shell-session" || label == "shellsession" ||
         label == "terminal";
}

class Reader {
 public:
  explicit Reader(const std::string& path) { document_.path = path; }

  // `first_line` is the document's line of the first line of `text`.
  void Read(const std::string& text, int first_line) {
    const std::vector<std::string> lines = absl::StrSplit(text, '\n');
    Markdown markdown(text);
    const int nodes_before = static_cast<int>(document_.blocks.size());
    const size_t headings_before = document_.headings.size();
    Walk(markdown.root(), lines, first_line - 1);
    if (document_.headings.size() == headings_before) Unwrap(nodes_before, first_line);
  }

  absl::StatusOr<Document> Finish(int line_count) {
    if (!problems_.empty()) return absl::InvalidArgumentError(absl::StrJoin(problems_, "\n"));
    document_.line_count = line_count;
    return std::move(document_);
  }

 private:
  void Walk(const MarkdownNode& node, const std::vector<std::string>& lines, int offset) {
    const std::string type = node.type();
    const int line = node.first_line() + offset;
    if (type == "heading") {
      document_.headings.push_back({node.heading_level(), node.text(), line});
    } else if (type == "paragraph") {
      document_.paragraphs.push_back(
          {line, node.text(), node.marked(), node.in_list_item(), node.all_strong()});
    } else if (type == "code_block") {
      AddBlock(node, lines, offset);
    } else if (type == "table") {
      AddTable(node, offset);
    } else {
      for (const MarkdownNode& child : node.children()) Walk(child, lines, offset);
    }
  }

  void AddBlock(const MarkdownNode& node, const std::vector<std::string>& lines, int offset) {
    // Indented code has no fence and no label: output or an example, never a step.
    if (node.fence_length() == 0) return;
    const int line = node.first_line() + offset;
    // What ends a block by ending its list item opens the next one on the same line.
    if (line == last_block_end_) ReportOpen(last_block_);
    last_block_ = node;
    last_block_line_ = line;
    last_block_end_ = FenceIsClosed(node, lines) ? node.last_line() + offset : 0;
    if (last_block_end_ == 0) ReportOpen(node);
    CodeBlock block;
    const std::string info = absl::AsciiStrToLower(absl::StripAsciiWhitespace(node.fence_info()));
    block.label = info.substr(0, info.find_first_of(" \t{,:"));
    block.text = node.literal();
    block.line = line;
    Classify(block);
    document_.blocks.push_back(std::move(block));
  }

  void ReportOpen(const MarkdownNode& node) {
    problems_.push_back(absl::StrCat(
        document_.path, ":", last_block_line_,
        ": the code block that begins here is never closed; put a line of ",
        std::string(node.fence_length(), node.fence_character()), " after it, indented as it is"));
  }

  void Classify(CodeBlock& block) {
    if (IsConsoleLabel(block.label) || (IsShellLabel(block.label) && HasPrompts(block.text))) {
      block.kind = BlockKind::kConsole;
      block.text = StripPrompts(block.text);
    } else if (IsShellLabel(block.label)) {
      block.kind = absl::StartsWith(block.text, "#!") ? BlockKind::kScript : BlockKind::kShell;
    } else if (block.label.empty() && HasPrompts(block.text)) {
      block.kind = BlockKind::kUnlabelled;
      block.text = StripPrompts(block.text);
    } else if (block.label.empty() && LooksLikeCommands(block.text)) {
      block.kind = BlockKind::kUnlabelled;
    }
  }

  void AddTable(const MarkdownNode& node, int offset) {
    Table table;
    table.line = node.first_line() + offset;
    for (const MarkdownNode& row : node.children()) {
      std::vector<TableCell> cells;
      for (const MarkdownNode& cell : row.children()) cells.push_back({cell.text(), cell.marked()});
      if (row.type() == "table_header") {
        table.header = std::move(cells);
      } else {
        table.rows.push_back({row.first_line() + offset, std::move(cells)});
      }
    }
    document_.tables.push_back(std::move(table));
  }

  // A whole file inside one ````markdown block is a runbook all the same.
  void Unwrap(int first_block, int first_line) {
    if (static_cast<int>(document_.blocks.size()) != first_block + 1) return;
    const CodeBlock block = document_.blocks[first_block];
    if (block.label != "markdown" && block.label != "md") return;
    if (!problems_.empty()) return;
    document_.blocks.pop_back();
    Read(block.text, block.line + (first_line > 0 ? 1 : 0));
  }

  Document document_;
  std::vector<std::string> problems_;
  MarkdownNode last_block_{nullptr};
  int last_block_line_ = 0;
  // 0: reported already.
  int last_block_end_ = 0;
};

}  // namespace

absl::StatusOr<Document> ParseDocument(const std::string& path, absl::string_view text) {
  ASSIGN_OR_RETURN(std::string normal, NormalizeText(path, text));
  Reader reader(path);
  reader.Read(normal, 1);
  int lines = 0;
  for (char c : normal) lines += c == '\n';
  return reader.Finish(lines);
}

}  // namespace drill
