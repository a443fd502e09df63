#include "harness/runbook/left_out.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/base/regex.h"
#include "harness/runbook/code_block.h"
#include "harness/runbook/command_text.h"
#include "harness/runbook/table_procedure.h"

namespace drill {
namespace {

constexpr size_t kLongestQuote = 80;

std::string Quote(absl::string_view text) {
  if (text.size() <= kLongestQuote) return absl::StrCat("\"", text, "\"");
  size_t end = kLongestQuote;
  // Not within a character.
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return absl::StrCat("\"", text.substr(0, end), "...\"");
}

// Tells a person to use a page or a program with windows.
bool IsForAPersonsHands(absl::string_view text) {
  static const RE2* const clicks = new RE2(
      R"((?i)\b(?:click(?: on)?|navigate to|press the|tick the|in the (?:dashboard|web console|ui)|)"
      R"(open the \w+(?: \w+)? (?:dashboard|console|page|panel|ui)|(?:log|sign) in(?:to)? the)\b)");
  return ContainsRegex(*clicks, text);
}

class Finder {
 public:
  Finder(const Document& document, int first_line, int last_line)
      : document_(document), first_(first_line), last_(last_line) {}

  std::vector<LeftOut> Find() {
    for (const CodeBlock& block : document_.unread) AddUnread(block);
    for (const CodeBlock& block : document_.blocks) AddBlock(block);
    for (const TableProcedure& row : FindTableProcedures(document_))
      Add(row.line,
          absl::StrCat("commands in a table's row, run by rollback { table_row: \"", row.name,
                       "\" } alone: ", absl::StrJoin(row.commands, row.one_of ? " or " : "; ")));
    AddParts(document_.parts, false);
    std::stable_sort(found_.begin(), found_.end(),
                     [](const LeftOut& a, const LeftOut& b) { return a.line < b.line; });
    return std::move(found_);
  }

 private:
  void AddUnread(const CodeBlock& block) {
    const bool fence = absl::StrContains(block.text, "```") || absl::StrContains(block.text, "~~~");
    const absl::string_view why =
        fence ? ": it looks like a fenced block, but its fence stands four columns or more too far "
                "right to be one"
              : "";
    Add(block.first_line(), absl::StrCat("not run: ", DescribeBlock(block), why));
  }

  void AddBlock(const CodeBlock& block) {
    for (const BlockRemark& remark : block.remarks) Add(remark.line, remark.what);
    if (!block.runnable()) return AddOther(block);
    if (block.kind == BlockKind::kUnlabelled) Add(block.line, "no label, looks like commands: run");
    if (!HasCommand(block)) AddEmpty(block);
  }

  void AddOther(const CodeBlock& block) {
    Add(block.line, absl::StrCat("not run: ", DescribeBlock(block)));
    if (!block.label.empty() || block.kind == BlockKind::kScript) return;
    int line = block.first_line();
    for (absl::string_view text : absl::StrSplit(block.text, '\n')) {
      if (!InlineCommands(absl::StrCat("`", text, "`")).empty())
        return Add(line, absl::StrCat("reads as a command, in a block without label: ", text));
      ++line;
    }
  }

  static bool HasCommand(const CodeBlock& block) {
    const std::vector<std::string> lines = absl::StrSplit(block.text, '\n');
    return std::any_of(lines.begin(), lines.end(), [](const std::string& line) {
      const absl::string_view text = absl::StripAsciiWhitespace(line);
      return !text.empty() && text[0] != '#';
    });
  }

  // Of a shell block of comments alone, or a terminal at which nothing was typed into a shell.
  void AddEmpty(const CodeBlock& block) {
    int line = block.first_line();
    for (absl::string_view text : absl::StrSplit(block.text, '\n')) {
      absl::string_view comment = absl::StripAsciiWhitespace(text);
      if (absl::ConsumePrefix(&comment, "# ") && StartsWithCommand(comment))
        return Add(line,
                   absl::StrCat("nothing in this block is run: each line is a comment; if # is "
                                "root's prompt here, label it console: # ",
                                comment));
      ++line;
    }
    Add(block.line,
        absl::StrCat("nothing in this block is run: ", block.kind == BlockKind::kConsole
                                                           ? "nothing in it was typed into a shell"
                                                           : "it has no command"));
  }

  // `in_step`: in an item that has been named, or that has a block.
  void AddParts(const std::vector<Part>& parts, bool in_step) {
    for (size_t i = 0; i < parts.size(); ++i) {
      const Part& part = parts[i];
      if (part.kind == PartKind::kParagraph) {
        AddParagraph(document_.paragraphs[part.index], in_step);
      } else if (part.kind == PartKind::kList) {
        const bool block_follows = i + 1 < parts.size() && parts[i + 1].kind == PartKind::kBlock;
        AddSteps(part, block_follows);
      } else {
        AddParts(part.parts, in_step);
      }
    }
  }

  void AddParagraph(const Paragraph& paragraph, bool in_step) {
    bool commands = false;
    int line = paragraph.line;
    for (absl::string_view text : absl::StrSplit(paragraph.marked, '\n')) {
      for (const std::string& command : Unsaid(text)) {
        Add(line, absl::StrCat("not run: a command in the text: ", command));
        commands = true;
      }
      ++line;
    }
    if (!commands && !in_step && IsForAPersonsHands(paragraph.text))
      Add(paragraph.line, absl::StrCat("not run: for a person's hands: ", Quote(paragraph.text)));
  }

  // Commands in inline code which no block has.
  std::vector<std::string> Unsaid(absl::string_view marked) const {
    std::vector<std::string> commands = InlineCommands(marked);
    commands.erase(std::remove_if(commands.begin(), commands.end(),
                                  [&](const std::string& command) {
                                    return std::any_of(
                                        document_.blocks.begin(), document_.blocks.end(),
                                        [&](const CodeBlock& block) {
                                          return block.runnable() && block.line >= first_ &&
                                                 block.line <= last_ &&
                                                 absl::StrContains(block.text, command);
                                        });
                                  }),
                   commands.end());
    return commands;
  }

  // Numbered items and boxes to tick are steps; one without any code is a person's.
  void AddSteps(const Part& list, bool block_follows) {
    for (size_t i = 0; i < list.parts.size(); ++i) {
      const Part& item = list.parts[i];
      const bool has_code = HasCode(item) || (block_follows && i + 1 == list.parts.size());
      const bool titled = !item.parts.empty() && item.parts[0].kind == PartKind::kParagraph;
      const bool named = item.step && !has_code && titled;
      if (named)
        Add(item.line, absl::StrCat("not run: a step in prose: ",
                                    Quote(document_.paragraphs[item.parts[0].index].text)));
      AddParts(item.parts, named || has_code);
    }
  }

  bool HasCode(const Part& part) const {
    if (part.kind == PartKind::kBlock) return true;
    if (part.kind == PartKind::kParagraph)
      return !InlineCommands(document_.paragraphs[part.index].marked).empty();
    return std::any_of(part.parts.begin(), part.parts.end(),
                       [&](const Part& one) { return HasCode(one); });
  }

  void Add(int line, std::string what) {
    if (line >= first_ && line <= last_) found_.push_back({line, std::move(what)});
  }

  const Document& document_;
  const int first_;
  const int last_;
  std::vector<LeftOut> found_;
};

}  // namespace

std::vector<LeftOut> FindLeftOut(const Document& document, int first_line, int last_line) {
  return Finder(document, first_line, last_line).Find();
}

}  // namespace drill
