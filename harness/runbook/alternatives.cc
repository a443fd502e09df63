#include "harness/runbook/alternatives.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "harness/runbook/block_segments.h"
#include "harness/runbook/rival_ways.h"
#include "harness/runbook/same_operation.h"
#include "harness/runbook/section_units.h"

namespace drill {
namespace {

Unit MakeUnit(const std::string& opener, int line, int last_line,
              const std::vector<ParsedBlock>& blocks) {
  Unit unit;
  unit.kind = ClassifyOpener(opener);
  if (unit.kind == OpenerKind::kNone) unit.family = RivalFamily(opener);
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

}  // namespace

bool HasCommands(const std::vector<ParsedBlock>& blocks, int first_line, int last_line) {
  return std::any_of(blocks.begin(), blocks.end(), [&](const ParsedBlock& block) {
    return block.block.line >= first_line && block.block.line <= last_line &&
           !block.shell.statements.empty();
  });
}

std::vector<AlternativeGroup> FindAlternatives(const Document& document, const Procedure& procedure,
                                               const std::vector<ParsedBlock>& blocks) {
  std::vector<AlternativeGroup> groups;
  AddHeadingGroups(document, procedure, blocks, groups);
  Append(FindSectionGroups(document, procedure.first_line, procedure.last_line, blocks), groups);
  for (const ParsedBlock& block : blocks) Append(FindSegmentGroups(block), groups);
  AddSameOperations(blocks, groups);
  return groups;
}

}  // namespace drill
