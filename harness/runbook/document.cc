#include "harness/runbook/document.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/regex.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/document_text.h"
#include "harness/runbook/fence_repair.h"
#include "harness/runbook/markdown_node.h"
#include "harness/runbook/open_fence.h"
#include "harness/runbook/site_markup.h"

namespace drill {
namespace {

// Lists and quotes in each other; what a person can read has fewer.
constexpr int kDeepest = 50;

// `{#anchor}` and `{: .class }` are for the site's generator.
std::string HeadingText(const std::string& text) {
  static const RE2* const attributes = new RE2(R"(\s*\{:?\s*[#.][^}]*\}\s*$)");
  const std::optional<RegexMatch> found = FindRegex(*attributes, text);
  return found && found->begin > 0 ? text.substr(0, found->begin) : text;
}

class Reader {
 public:
  explicit Reader(const std::string& path) { document_.path = path; }

  // `first_line` is the document's line of the first line of `text`.
  void Read(const std::string& text, int first_line) {
    SiteText site = ReadSiteMarkup(text);
    const RepairedText repaired = RepairFencesInLists(site.text);
    lines_ = absl::StrSplit(repaired.text, '\n');
    repaired_ = repaired.repaired;
    offset_ = first_line - 1;
    const Markdown markdown(repaired.text);
    if (const int deep = markdown.InlinesTooDeepAt(kDeepest); deep > 0) {
      problems_.push_back(absl::StrCat(document_.path, ":", deep + offset_,
                                       ": emphasis, links or quotes stand in each other more than ",
                                       kDeepest, " deep; take some of them apart"));
      return;
    }
    const size_t headings_before = document_.headings.size();
    const size_t blocks_before = document_.blocks.size();
    document_.parts = ReadParts(markdown.root(), 0);
    for (const SitePanel& panel : site.panels) Fold(panel, document_.parts);
    CheckFences(markdown);
    if (document_.headings.size() == headings_before) Unwrap(blocks_before, first_line);
  }

  absl::StatusOr<Document> Finish(int line_count) {
    if (!problems_.empty()) return absl::InvalidArgumentError(absl::StrJoin(problems_, "\n"));
    document_.line_count = line_count;
    return std::move(document_);
  }

 private:
  std::vector<Part> ReadParts(const MarkdownNode& parent, int depth) {
    std::vector<Part> parts;
    if (depth > kDeepest) {
      Problem(parent.first_line(), absl::StrCat("lists and quotes lie in each other more than ",
                                                kDeepest, " deep; take some of them apart"));
      return parts;
    }
    for (const MarkdownNode& node : parent.children()) {
      Part part;
      part.line = node.first_line() + offset_;
      part.last_line = std::max(part.line, node.last_line() + offset_);
      if (ReadPart(node, depth, part)) parts.push_back(std::move(part));
    }
    return parts;
  }

  // False when a reader of the document sees nothing there.
  bool ReadPart(const MarkdownNode& node, int depth, Part& part) {
    const std::string type = node.type();
    if (type == "heading") {
      part.kind = PartKind::kHeading;
      part.index = static_cast<int>(document_.headings.size());
      document_.headings.push_back({node.heading_level(), HeadingText(node.text()), part.line});
    } else if (type == "paragraph") {
      part.kind = PartKind::kParagraph;
      part.index = static_cast<int>(document_.paragraphs.size());
      document_.paragraphs.push_back(
          {part.line, node.text(), node.marked(), node.in_list_item(), node.all_strong()});
    } else if (type == "code_block") {
      return ReadBlock(node, part);
    } else if (type == "table") {
      part.kind = PartKind::kTable;
      part.index = static_cast<int>(document_.tables.size());
      ReadTable(node);
    } else if (type == "html_block") {
      return ReadHtml(node, part);
    } else if (type == "thematic_break") {
      part.kind = PartKind::kBreak;
    } else {
      part.kind = type == "list"          ? PartKind::kList
                  : type == "block_quote" ? PartKind::kQuote
                                          : PartKind::kItem;
      part.step = node.step();
      part.parts = ReadParts(node, depth + 1);
    }
    return true;
  }

  bool ReadBlock(const MarkdownNode& node, Part& part) {
    CodeBlock block;
    block.line = part.line;
    block.text = node.literal();
    if (node.fence_length() == 0) {
      // Indented code has no fence and no label: output or an example, never a step. Its text
      // begins on its first line.
      block.line = part.line - 1;
      block.kind = BlockKind::kIndented;
      document_.unread.push_back(std::move(block));
      return false;
    }
    block.label = FenceLabel(node.fence_info());
    if (repaired_.count(node.first_line()) > 0)
      block.malformed = absl::StrCat(
          "the text of this code block stands left of the list item that the block lies in, where "
          "Markdown ends the item and the block; indent all of its lines, and the closing ",
          std::string(static_cast<size_t>(node.fence_length()), node.fence_character()),
          ", as the opening one is");
    Classify(block);
    part.kind = PartKind::kBlock;
    part.index = static_cast<int>(document_.blocks.size());
    document_.blocks.push_back(std::move(block));
    return true;
  }

  // A <summary> is a pseudo-heading, </details> ends what it opened, <pre> holds code.
  bool ReadHtml(const MarkdownNode& node, Part& part) {
    static const RE2* const summary = new RE2(R"((?is)<summary[^>]*>(.*?)</summary>)");
    static const RE2* const tag = new RE2(R"((?s)<[^>]*>)");
    static const RE2* const code = new RE2(R"((?i)<(?:pre|code)\b)");
    const std::string html = node.literal();
    if (const std::optional<RegexMatch> found = FindRegex(*summary, html)) {
      std::string title = found->str(1);
      RE2::GlobalReplace(&title, *tag, "");
      title = std::string(absl::StripAsciiWhitespace(title));
      part.kind = PartKind::kParagraph;
      part.index = static_cast<int>(document_.paragraphs.size());
      document_.paragraphs.push_back(
          {part.line, title, absl::StrCat("**", title, "**"), node.in_list_item(), true});
      return true;
    }
    if (ContainsRegex(*code, html) && !absl::StartsWith(html, "<!--")) {
      CodeBlock block;
      block.kind = BlockKind::kHtml;
      block.line = part.line - 1;
      block.text = html;
      document_.unread.push_back(std::move(block));
    }
    part.kind = PartKind::kBreak;
    return absl::StrContains(absl::AsciiStrToLower(html), "</details");
  }

  void ReadTable(const MarkdownNode& node) {
    Table table;
    table.line = node.first_line() + offset_;
    for (const MarkdownNode& row : node.children()) {
      std::vector<TableCell> cells;
      for (const MarkdownNode& cell : row.children()) cells.push_back({cell.text(), cell.marked()});
      if (row.type() == "table_header") {
        table.header = std::move(cells);
      } else {
        table.rows.push_back({row.first_line() + offset_, std::move(cells)});
      }
    }
    document_.tables.push_back(std::move(table));
  }

  // Puts the parts that lie in a panel into a part of its own.
  void Fold(const SitePanel& panel, std::vector<Part>& parts) {
    const int first = panel.line + offset_, last = panel.last_line + offset_;
    const auto inside = [&](const Part& part) { return part.line >= first && part.line <= last; };
    const auto begin = std::find_if(parts.begin(), parts.end(), inside);
    if (begin != parts.end()) {
      const auto end = std::find_if_not(begin, parts.end(), inside);
      Part folded;
      folded.kind = PartKind::kPanel;
      folded.line = first;
      folded.last_line = last;
      folded.title = panel.title;
      folded.tab = panel.tab;
      folded.parts.assign(std::make_move_iterator(begin), std::make_move_iterator(end));
      *begin = std::move(folded);
      parts.erase(begin + 1, end);
      return;
    }
    for (Part& part : parts) {
      if (part.line <= first && part.last_line >= first) return Fold(panel, part.parts);
    }
  }

  void CheckFences(const Markdown& markdown) {
    for (const OpenFence& open : FindOpenFences(markdown, lines_)) Problem(open.line, open.what);
  }

  // A whole file inside one ````markdown block is a runbook all the same.
  void Unwrap(size_t first_block, int first_line) {
    if (document_.blocks.size() != first_block + 1 || !problems_.empty()) return;
    const CodeBlock block = document_.blocks[first_block];
    if (block.label != "markdown" && block.label != "md") return;
    document_.blocks.pop_back();
    document_.paragraphs.clear();
    document_.tables.clear();
    document_.unread.clear();
    Read(block.text, block.line + (first_line > 0 ? 1 : 0));
  }

  void Problem(int line, absl::string_view what) {
    problems_.push_back(absl::StrCat(document_.path, ":", line + offset_, ": ", what));
  }

  Document document_;
  std::vector<std::string> problems_;
  std::vector<std::string> lines_;
  std::set<int> repaired_;
  int offset_ = 0;
};

}  // namespace

absl::StatusOr<Document> ParseDocument(const std::string& path, absl::string_view text) {
  RETURN_IF_ERROR(CheckFormat(path));
  ASSIGN_OR_RETURN(std::string normal, NormalizeText(path, text));
  Reader reader(path);
  reader.Read(normal, 1);
  return reader.Finish(static_cast<int>(std::count(normal.begin(), normal.end(), '\n')));
}

}  // namespace drill
