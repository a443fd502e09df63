#include "harness/runbook/markdown_node.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace drill {
namespace {

std::string OrEmpty(const char* text) { return text == nullptr ? "" : text; }

void AppendInlines(cmark_node* node, bool marks, std::string& out) {
  for (cmark_node* child = cmark_node_first_child(node); child != nullptr;
       child = cmark_node_next(child)) {
    const cmark_node_type type = cmark_node_get_type(child);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
      out += marks ? '\n' : ' ';
    } else if (type == CMARK_NODE_CODE) {
      const std::string literal = OrEmpty(cmark_node_get_literal(child));
      absl::StrAppend(&out, marks ? "`" : "", literal, marks ? "`" : "");
    } else if (type == CMARK_NODE_STRONG && marks) {
      out += "**";
      AppendInlines(child, marks, out);
      out += "**";
    } else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_HTML_INLINE) {
      out += OrEmpty(cmark_node_get_literal(child));
    } else {
      AppendInlines(child, marks, out);
    }
  }
}

}  // namespace

std::string MarkdownNode::type() const { return OrEmpty(cmark_node_get_type_string(node_)); }
int MarkdownNode::first_line() const { return cmark_node_get_start_line(node_); }
int MarkdownNode::last_line() const { return cmark_node_get_end_line(node_); }
int MarkdownNode::heading_level() const { return cmark_node_get_heading_level(node_); }
std::string MarkdownNode::fence_info() const { return OrEmpty(cmark_node_get_fence_info(node_)); }
std::string MarkdownNode::literal() const { return OrEmpty(cmark_node_get_literal(node_)); }

std::vector<MarkdownNode> MarkdownNode::children() const {
  std::vector<MarkdownNode> result;
  for (cmark_node* child = cmark_node_first_child(node_); child != nullptr;
       child = cmark_node_next(child)) {
    result.emplace_back(child);
  }
  return result;
}

int MarkdownNode::fence_length() const {
  int length = 0, offset = 0;
  char character = 0;
  return cmark_node_get_fenced(node_, &length, &offset, &character) ? length : 0;
}

char MarkdownNode::fence_character() const {
  int length = 0, offset = 0;
  char character = 0;
  cmark_node_get_fenced(node_, &length, &offset, &character);
  return character;
}

std::string MarkdownNode::text() const {
  std::string out;
  AppendInlines(node_, /*marks=*/false, out);
  return std::string(absl::StripAsciiWhitespace(out));
}

std::string MarkdownNode::marked() const {
  std::string out;
  AppendInlines(node_, /*marks=*/true, out);
  return std::string(absl::StripAsciiWhitespace(out));
}

bool MarkdownNode::all_strong() const {
  bool strong = false;
  for (cmark_node* child = cmark_node_first_child(node_); child != nullptr;
       child = cmark_node_next(child)) {
    const cmark_node_type type = cmark_node_get_type(child);
    if (type == CMARK_NODE_STRONG) {
      strong = true;
      continue;
    }
    const std::string literal = OrEmpty(cmark_node_get_literal(child));
    const bool blank = literal.find_first_not_of(" :.") == std::string::npos;
    const bool leaf = type == CMARK_NODE_TEXT || type == CMARK_NODE_SOFTBREAK;
    if (!leaf || !blank) return false;
  }
  return strong;
}

bool MarkdownNode::in_list_item() const {
  for (cmark_node* node = cmark_node_parent(node_); node != nullptr;
       node = cmark_node_parent(node)) {
    if (cmark_node_get_type(node) == CMARK_NODE_ITEM) return true;
  }
  return false;
}

Markdown::Markdown(const std::string& text) {
  cmark_gfm_core_extensions_ensure_registered();
  parser_ = cmark_parser_new(CMARK_OPT_DEFAULT);
  for (const char* name : {"table", "strikethrough", "tasklist"}) {
    cmark_syntax_extension* extension = cmark_find_syntax_extension(name);
    if (extension != nullptr) cmark_parser_attach_syntax_extension(parser_, extension);
  }
  cmark_parser_feed(parser_, text.data(), text.size());
  root_ = cmark_parser_finish(parser_);
}

Markdown::~Markdown() {
  cmark_node_free(root_);
  cmark_parser_free(parser_);
}

bool FenceIsClosed(const MarkdownNode& node, const std::vector<std::string>& lines) {
  const int last = node.last_line();
  if (last <= node.first_line() || last > static_cast<int>(lines.size())) return false;
  absl::string_view line = absl::StripAsciiWhitespace(lines[last - 1]);
  // Whatever container the block lies in, its marks stand before the fence.
  const size_t fence = line.find_first_not_of("> \t");
  if (fence == absl::string_view::npos) return false;
  line.remove_prefix(fence);
  return line.size() >= static_cast<size_t>(node.fence_length()) &&
         line.find_first_not_of(node.fence_character()) == absl::string_view::npos;
}

}  // namespace drill
