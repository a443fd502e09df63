// cmark-gfm's syntax tree, as far as a runbook needs it.
#ifndef HARNESS_RUNBOOK_MARKDOWN_NODE_H_
#define HARNESS_RUNBOOK_MARKDOWN_NODE_H_

#include <memory>
#include <string>
#include <vector>

struct cmark_node;
struct cmark_parser;

namespace drill {

// A node of a tree owned by a Markdown object. Cheap to copy.
class MarkdownNode {
 public:
  explicit MarkdownNode(cmark_node* node) : node_(node) {}

  // cmark's names: "heading", "paragraph", "code_block", "table", "table_header", "table_row", ...
  std::string type() const;
  // 1-based lines of the parsed text.
  int first_line() const;
  int last_line() const;
  std::vector<MarkdownNode> children() const;

  int heading_level() const;
  // Of a code block: 0 when it is indented, not fenced.
  int fence_length() const;
  char fence_character() const;
  std::string fence_info() const;
  std::string literal() const;

  // Text of all inline nodes below; line breaks become spaces, and HTML's own tags are left out.
  std::string text() const;
  // The same with code between backticks, strong text between `**`, and its line breaks.
  std::string marked() const;
  // Has no text but strong text.
  bool all_strong() const;
  bool in_list_item() const;
  // A numbered item, or one with a box to tick.
  bool step() const;

 private:
  cmark_node* node_;
};

// Parses CommonMark with GitHub's tables, strikethrough and task lists.
class Markdown {
 public:
  explicit Markdown(const std::string& text);
  ~Markdown();
  Markdown(const Markdown&) = delete;
  Markdown& operator=(const Markdown&) = delete;

  MarkdownNode root() const { return MarkdownNode(root_); }
  // At whatever depth, in order.
  std::vector<MarkdownNode> fenced_blocks() const;

  // The line where emphasis, links and the like stand in each other more than `most` levels deep;
  // 0: nowhere. Blocks are not counted.
  int InlinesTooDeepAt(int most) const;

 private:
  cmark_parser* parser_;
  cmark_node* root_;
};

// cmark closes an open fence silently at the end of its container; this tells by the line where
// the block ends. `lines` are those of the parsed text.
bool FenceIsClosed(const MarkdownNode& node, const std::vector<std::string>& lines);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_MARKDOWN_NODE_H_
