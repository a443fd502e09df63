// A runbook as its Markdown says it: headings, code blocks, tables and prose, each with its line.
//
//   ASSIGN_OR_RETURN(Document document, ParseDocument("ROLLBACK.md", text));
#ifndef HARNESS_RUNBOOK_DOCUMENT_H_
#define HARNESS_RUNBOOK_DOCUMENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/runbook/code_block.h"

namespace drill {

struct Heading {
  int level = 1;
  // Without `#` and `{#anchor}`; numbering kept, as read by a person.
  std::string text;
  int line = 0;
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

enum class PartKind {
  kHeading,
  kParagraph,
  kBlock,
  kTable,
  kList,
  kItem,
  kQuote,
  kPanel,  // a tab or a titled admonition
  kBreak,  // a rule, the end of a <details>
};

// The document as it is nested.
struct Part {
  PartKind kind = PartKind::kBreak;
  int line = 0;
  int last_line = 0;
  // Which of the document's headings, paragraphs, blocks or tables it is.
  int index = -1;
  // Title and kind of a panel.
  std::string title;
  bool tab = false;
  // Whether a list item is a step: numbered, or with a check box.
  bool step = false;
  // Parts inside a list, an item, a quote or a panel.
  std::vector<Part> parts;
};

struct Document {
  std::string path;
  // In the order of the document.
  std::vector<Heading> headings;
  std::vector<CodeBlock> blocks;
  std::vector<Table> tables;
  std::vector<Paragraph> paragraphs;
  // Code that is never run, whatever it says: by indentation alone, or in HTML.
  std::vector<CodeBlock> unread;
  std::vector<Part> parts;
  int line_count = 0;
};

// `path` is used in messages, and its ending tells other formats. InvalidArgument with one
// "path:line: what; remedy" a line: not UTF-8, not Markdown, a fence that is never closed.
absl::StatusOr<Document> ParseDocument(const std::string& path, absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_DOCUMENT_H_
