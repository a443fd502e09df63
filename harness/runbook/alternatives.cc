#include "harness/runbook/alternatives.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "harness/runbook/block_segments.h"
#include "harness/runbook/same_operation.h"

namespace drill {
namespace {

int LastLine(const CodeBlock& block) {
  return block.line + static_cast<int>(std::count(block.text.begin(), block.text.end(), '\n'));
}

bool HasCommands(const std::vector<ParsedBlock>& blocks, int first_line, int last_line) {
  return std::any_of(blocks.begin(), blocks.end(), [&](const ParsedBlock& block) {
    return block.block.line >= first_line && block.block.line <= last_line &&
           !block.shell.statements.empty();
  });
}

Unit MakeUnit(const std::string& opener, int line, int last_line,
              const std::vector<ParsedBlock>& blocks) {
  Unit unit;
  unit.kind = ClassifyOpener(opener);
  unit.part = {opener, line, line, last_line};
  unit.runnable = HasCommands(blocks, line, last_line);
  return unit;
}

void Append(std::vector<AlternativeGroup> found, std::vector<AlternativeGroup>& groups) {
  std::move(found.begin(), found.end(), std::back_inserter(groups));
}

// Sub-headings that are brothers, of every level.
void AddHeadingGroups(const Document& document, const Procedure& procedure,
                      const std::vector<ParsedBlock>& blocks,
                      std::vector<AlternativeGroup>& groups) {
  for (int level = procedure.heading.level + 1; level <= 6; ++level) {
    std::vector<Unit> brothers;
    for (size_t i = 0; i < document.headings.size(); ++i) {
      const Heading& heading = document.headings[i];
      if (heading.line <= procedure.heading.line || heading.line > procedure.last_line) continue;
      if (heading.level < level) {
        Append(GroupUnits(brothers), groups);
        brothers.clear();
      }
      if (heading.level != level) continue;
      brothers.push_back(
          MakeUnit(heading.text, heading.line, ProcedureAt(document, i).last_line, blocks));
    }
    Append(GroupUnits(brothers), groups);
  }
}

// Paragraphs that open what follows them: "**Option A:**", "Or, on the server itself:".
bool OpensWhatFollows(const Paragraph& paragraph) {
  const bool pseudo_heading = paragraph.all_strong || absl::StartsWith(paragraph.marked, "**");
  return pseudo_heading || absl::EndsWith(paragraph.text, ":") ||
         ClassifyOpener(paragraph.text) == OpenerKind::kOr;
}

// Blocks of one section, each with the last paragraph before it; a pseudo-heading holds until the
// next one.
void AddBlockGroups(const Document& document, const std::vector<ParsedBlock>& blocks,
                    std::vector<AlternativeGroup>& groups) {
  std::vector<Unit> units;
  int previous = 0;
  for (const ParsedBlock& parsed : blocks) {
    const bool new_section = std::any_of(
        document.headings.begin(), document.headings.end(), [&](const Heading& heading) {
          return heading.line > previous && heading.line < parsed.block.line;
        });
    if (new_section) {
      Append(GroupUnits(units), groups);
      units.clear();
    }
    const Paragraph* opener = nullptr;
    bool other_heading = false;
    for (const Paragraph& paragraph : document.paragraphs) {
      if (paragraph.line <= previous || paragraph.line >= parsed.block.line) continue;
      const OpenerKind kind = ClassifyOpener(paragraph.text);
      const bool opens = kind != OpenerKind::kNone && OpensWhatFollows(paragraph);
      // An option's own explanation may stand between its title and its block.
      if (opens && (opener == nullptr || !opener->all_strong || paragraph.all_strong))
        opener = &paragraph;
      if (!opens && paragraph.all_strong) {
        opener = nullptr;
        other_heading = true;
      }
    }
    const int last = LastLine(parsed.block);
    const bool inside_option = opener == nullptr && !other_heading && !units.empty() &&
                               units.back().kind == OpenerKind::kOption;
    if (inside_option) {
      units.back().part.last_line = last;
    } else {
      Unit unit =
          opener == nullptr
              ? Unit{OpenerKind::kNone, {"", parsed.block.line, parsed.block.line, last}, true}
              : MakeUnit(opener->text, opener->line, last, blocks);
      unit.runnable = !parsed.shell.statements.empty();
      units.push_back(std::move(unit));
    }
    previous = last;
  }
  Append(GroupUnits(units), groups);
}

}  // namespace

std::vector<AlternativeGroup> FindAlternatives(const Document& document, const Procedure& procedure,
                                               const std::vector<ParsedBlock>& blocks) {
  std::vector<AlternativeGroup> groups;
  AddHeadingGroups(document, procedure, blocks, groups);
  AddBlockGroups(document, blocks, groups);
  for (const ParsedBlock& block : blocks) Append(FindSegmentGroups(block), groups);
  AddSameOperations(blocks, groups);
  return groups;
}

}  // namespace drill
