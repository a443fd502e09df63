#include "harness/runbook/known_variables.h"

#include <algorithm>

namespace drill {

std::pair<int, int> VariablesOfDocument::ProcedureAround(int line) const {
  const std::vector<Heading>& headings = document_.headings;
  // A document's only heading of the first level, at its beginning, is its title and no procedure.
  const auto is_first_level = [](const Heading& heading) { return heading.level == 1; };
  const bool titled = !headings.empty() && headings[0].level == 1 &&
                      std::count_if(headings.begin(), headings.end(), is_first_level) == 1;
  int level = 100, first = 0;
  for (size_t i = titled ? 1 : 0; i < headings.size() && headings[i].line <= line; ++i) {
    if (headings[i].level > level) continue;
    level = headings[i].level;
    first = headings[i].line;
  }
  for (const Heading& heading : headings)
    if (heading.line > line && heading.level <= level) return {first, heading.line - 1};
  return {first, document_.line_count};
}

KnownVariables VariablesOfDocument::At(int line) const {
  const auto [first, last] = ProcedureAround(line);
  KnownVariables known;
  for (const ParsedBlock& block : blocks_) {
    for (const Statement& statement : block.shell.statements) {
      if (statement.line < first || statement.line > last) continue;
      known.anywhere.insert(statement.sets.begin(), statement.sets.end());
      if (statement.line >= line) continue;
      known.before.insert(statement.sets.begin(), statement.sets.end());
      if (statement.sets_unknown && known.unknown_line == 0) known.unknown_line = statement.line;
    }
  }
  return known;
}

int VariablesOfDocument::SetOnLine(const std::string& name) const {
  for (const ParsedBlock& block : blocks_) {
    for (const Statement& statement : block.shell.statements) {
      if (std::count(statement.sets.begin(), statement.sets.end(), name) > 0) return statement.line;
    }
  }
  return 0;
}

}  // namespace drill
