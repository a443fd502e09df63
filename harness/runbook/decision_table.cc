#include "harness/runbook/decision_table.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/procedure.h"

namespace drill {
namespace {

bool SameWords(absl::string_view a, absl::string_view b) {
  return absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(a), absl::StripAsciiWhitespace(b));
}

// The column of that heading; -1: there is none.
int ColumnOf(const Table& table, const std::string& kind) {
  const auto found =
      std::find_if(table.header.begin(), table.header.end(),
                   [&](const TableCell& cell) { return SameWords(cell.text, kind); });
  return found == table.header.end() ? -1 : static_cast<int>(found - table.header.begin());
}

bool HasColumns(const Table& table, const std::vector<std::string>& kinds) {
  return std::all_of(kinds.begin(), kinds.end(),
                     [&](const std::string& kind) { return ColumnOf(table, kind) > 0; });
}

std::string CellOf(const TableRow& row, size_t column) {
  if (column >= row.cells.size()) return "";
  return std::string(absl::StripAsciiWhitespace(row.cells[column].text));
}

absl::StatusOr<DecisionRow> Read(const Document& document, const Table& table, const TableRow& row,
                                 const std::vector<std::string>& kinds) {
  DecisionRow decision;
  decision.issue = CellOf(row, 0);
  decision.line = row.line;
  for (size_t i = 1; i < table.header.size(); ++i)
    decision.cells.push_back(absl::StrCat(table.header[i].text, ": ", CellOf(row, i)));
  for (const std::string& kind : kinds) {
    const std::string cell = CellOf(row, static_cast<size_t>(ColumnOf(table, kind)));
    if (cell.empty())
      return absl::InvalidArgumentError(
          absl::StrCat(document.path, ":", row.line, ": the decision table says nothing of ", kind,
                       " for \"", decision.issue, "\"; write Yes, No or Maybe"));
    if (absl::StartsWithIgnoreCase(cell, "yes")) {
      decision.asked.push_back(kind);
    } else if (!absl::StartsWithIgnoreCase(cell, "no")) {
      decision.left_open.push_back(kind);
    }
  }
  return decision;
}

bool Served(const std::string& kind, const std::vector<std::string>& served) {
  return std::any_of(served.begin(), served.end(),
                     [&](const std::string& one) { return SameWords(one, kind); });
}

}  // namespace

absl::StatusOr<std::vector<DecisionRow>> FindDecisionTable(const Document& document,
                                                           absl::string_view heading,
                                                           const std::vector<std::string>& kinds) {
  ASSIGN_OR_RETURN(const Procedure section, FindProcedure(document, heading));
  for (const Table& table : document.tables) {
    if (table.line < section.first_line || table.line > section.last_line) continue;
    if (!HasColumns(table, kinds)) continue;
    std::vector<DecisionRow> rows;
    for (const TableRow& row : table.rows) {
      ASSIGN_OR_RETURN(rows.emplace_back(), Read(document, table, row, kinds));
    }
    return rows;
  }
  return absl::NotFoundError(absl::StrCat(
      document.path, ":", section.first_line, ": no table under \"", heading, "\" has the columns ",
      absl::StrJoin(kinds, ", "), "; correct decision_table of the stack, or the document"));
}

const DecisionRow* FindDecision(const std::vector<DecisionRow>& rows, absl::string_view issue) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const DecisionRow& row) {
    return SameWords(row.issue, issue);
  });
  return found == rows.end() ? nullptr : &*found;
}

std::vector<std::string> UnservedIssues(const std::vector<DecisionRow>& rows,
                                        const std::vector<std::string>& served) {
  std::vector<std::string> unserved;
  for (const DecisionRow& row : rows) {
    std::vector<std::string> kinds = row.asked;
    kinds.insert(kinds.end(), row.left_open.begin(), row.left_open.end());
    const bool all = std::all_of(kinds.begin(), kinds.end(),
                                 [&](const std::string& kind) { return Served(kind, served); });
    if (kinds.empty() || !all) unserved.push_back(row.issue);
  }
  return unserved;
}

}  // namespace drill
