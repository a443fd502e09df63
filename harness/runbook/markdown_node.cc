#include "harness/runbook/markdown_node.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

std::string OrEmpty(const char* text) { return text == nullptr ? "" : text; }

// Tags that a text may have without being told by them; any other is a placeholder: `<service>`.
bool IsMarkup(const std::string& tag) {
  static const RE2* const known = new RE2(
      R"((?i)<!--.*|</?(?:a|b|br|code|details|div|em|i|img|kbd|p|small|span|strong|sub|summary|sup|u)(?:[\s/].*)?/?>)");
  return IsRegex(*known, tag);
}

void AppendInline(cmark_node* node, cmark_event_type event, bool marks, std::string& out) {
  const cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_STRONG && marks) out += "**";
  if (event != CMARK_EVENT_ENTER) return;
  if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
    out += marks ? '\n' : ' ';
  } else if (type == CMARK_NODE_CODE) {
    absl::StrAppend(&out, marks ? "`" : "", OrEmpty(cmark_node_get_literal(node)),
                    marks ? "`" : "");
  } else if (type == CMARK_NODE_TEXT) {
    out += OrEmpty(cmark_node_get_literal(node));
  } else if (type == CMARK_NODE_HTML_INLINE) {
    const std::string tag = OrEmpty(cmark_node_get_literal(node));
    if (!IsMarkup(tag)) out += tag;
    if (absl::StartsWithIgnoreCase(tag, "<br")) out += ' ';
  }
}

// Without recursion: emphasis may be nested as deeply as somebody likes.
std::string Inlines(cmark_node* node, bool marks) {
  std::string out;
  cmark_iter* iter = cmark_iter_new(node);
  for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter)) {
    if (cmark_iter_get_node(iter) != node)
      AppendInline(cmark_iter_get_node(iter), event, marks, out);
  }
  cmark_iter_free(iter);
  return std::string(absl::StripAsciiWhitespace(out));
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

std::string MarkdownNode::text() const { return Inlines(node_, /*marks=*/false); }

std::string MarkdownNode::marked() const { return Inlines(node_, /*marks=*/true); }

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

bool MarkdownNode::step() const {
  if (type() == "tasklist") return true;
  cmark_node* parent = cmark_node_parent(node_);
  return cmark_node_get_type(node_) == CMARK_NODE_ITEM && parent != nullptr &&
         cmark_node_get_list_type(parent) == CMARK_ORDERED_LIST;
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

int Markdown::InlinesTooDeepAt(int most) const {
  cmark_iter* iterator = cmark_iter_new(root_);
  int depth = 0, line = 1, found = 0;
  for (cmark_event_type event = cmark_iter_next(iterator); event != CMARK_EVENT_DONE && found == 0;
       event = cmark_iter_next(iterator)) {
    cmark_node* node = cmark_iter_get_node(iterator);
    // Some nodes inside a line do not know it.
    line = std::max(line, cmark_node_get_start_line(node));
    const bool is_inline =
        (cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
    // Of what is empty, cmark tells the beginning alone, or both.
    if (!is_inline || cmark_node_first_child(node) == nullptr) continue;
    depth += event == CMARK_EVENT_ENTER ? 1 : -1;
    if (depth > most) found = line;
  }
  cmark_iter_free(iterator);
  return found;
}

Markdown::~Markdown() {
  cmark_node_free(root_);
  cmark_parser_free(parser_);
}

std::vector<MarkdownNode> Markdown::fenced_blocks() const {
  std::vector<MarkdownNode> blocks;
  cmark_iter* iter = cmark_iter_new(root_);
  for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter)) {
    const MarkdownNode node(cmark_iter_get_node(iter));
    if (node.type() == "code_block" && node.fence_length() > 0) blocks.push_back(node);
  }
  cmark_iter_free(iter);
  return blocks;
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
