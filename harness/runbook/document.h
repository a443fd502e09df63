// A runbook as its Markdown says it: headings, code blocks, tables and prose, each with its line.
//
//   ASSIGN_OR_RETURN(Document document, ParseDocument("ROLLBACK.md", text));
#ifndef HARNESS_RUNBOOK_DOCUMENT_H_
#define HARNESS_RUNBOOK_DOCUMENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

struct Heading {
  int level = 1;
  // Without `#`, numbering and emphasis marks kept as read by a person.
  std::string text;
  int line = 0;
};

enum class BlockKind {
  kShell,       // labelled bash, sh, shell, zsh
  kConsole,     // prompts were stripped and the output between them blanked
  kUnlabelled,  // no label, but every line looks like a command
  kScript,      // a shell script with a `#!` line: a file's listing, not a step
  kOther,       // another language, a diagram, expected output
};

struct CodeBlock {
  BlockKind kind = BlockKind::kOther;
  // First word after the fence, in lower case.
  std::string label;
  // One line of text for each line of the document between the fences.
  std::string text;
  // Of the opening fence. The text begins on the next line.
  int line = 0;

  bool runnable() const {
    return kind == BlockKind::kShell || kind == BlockKind::kConsole ||
           kind == BlockKind::kUnlabelled;
  }
  int first_line() const { return line + 1; }
};

struct TableCell {
  // As a person reads it.
  std::string text;
  // The same with code spans still between backticks.
  std::string marked;
};

struct TableRow {
  int line = 0;
  std::vector<TableCell> cells;
};

struct Table {
  int line = 0;
  std::vector<TableCell> header;
  std::vector<TableRow> rows;
};

// A paragraph, in a list item or not.
struct Paragraph {
  int line = 0;
  std::string text;
  // The same with code spans between backticks, strong text between `**`, and its line breaks.
  std::string marked;
  bool in_list_item = false;
  // Nothing but strong text: a pseudo-heading such as **Option A:**.
  bool all_strong = false;
};

struct Document {
  std::string path;
  // In the order of the document.
  std::vector<Heading> headings;
  std::vector<CodeBlock> blocks;
  std::vector<Table> tables;
  std::vector<Paragraph> paragraphs;
  int line_count = 0;
};

// `path` is used in messages only. InvalidArgument with one "path:line: what" a line: not UTF-8, a
// fence that is never closed.
absl::StatusOr<Document> ParseDocument(const std::string& path, absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_DOCUMENT_H_
