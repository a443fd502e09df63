#include "harness/runbook/table_procedure.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/base/regex.h"
#include "harness/runbook/command_text.h"

namespace drill {
namespace {

// A program's name alone is only a mention of it.
bool IsWholeCommand(absl::string_view code) {
  static const RE2* const mention =
      new RE2(R"([\w-]+|docker compose|[\w./-]+\.(?:ya?ml|json|env|sql|md|txt|log|conf|gz|py))");
  code = absl::StripAsciiWhitespace(code);
  const bool script = absl::StartsWith(code, "./") || absl::StartsWith(code, "~/");
  return StartsWithCommand(code) &&
         (!IsRegex(*mention, code) || (script && absl::EndsWith(code, ".sh")));
}

// A column of commands may leave the backticks out.
bool IsCommandColumn(absl::string_view header) {
  static const RE2* const words =
      new RE2(R"((?i)\b(?:commands?|cmd|befehle?|comandos?|commandes?|run|type|execute)\b)");
  return ContainsRegex(*words, header);
}

std::vector<std::string> CommandsIn(const TableCell& cell, absl::string_view header) {
  std::vector<std::string> commands = InlineCommands(cell.marked);
  const bool plain = commands.empty() && !absl::StrContains(cell.marked, "`");
  if (plain && IsCommandColumn(header) && IsWholeCommand(cell.text)) commands = {cell.text};
  return commands;
}

TableProcedure ReadRow(const Table& table, const TableRow& row) {
  static const RE2* const either = new RE2(R"((?i)`\s*(?:,\s*)?(?:\(?(?:or|oder|ou)\b|/\s*`))");
  TableProcedure result;
  result.line = row.line;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const absl::string_view header =
        i < table.header.size() ? absl::string_view(table.header[i].text) : "";
    std::vector<std::string> commands = CommandsIn(row.cells[i], header);
    if (commands.empty() && result.name.empty()) result.name = row.cells[i].text;
    if (commands.size() > 1 && ContainsRegex(*either, row.cells[i].marked)) result.one_of = true;
    for (std::string& command : commands) result.commands.push_back(std::move(command));
  }
  if (result.name.empty() && !row.cells.empty()) result.name = row.cells.front().text;
  return result;
}

std::string Describe(const Document& document, const TableProcedure& row) {
  return absl::StrCat("\"", row.name, "\" (", document.path, ":", row.line, ")");
}

std::string DescribeAll(const Document& document, const std::vector<TableProcedure>& rows) {
  std::vector<std::string> names;
  for (const TableProcedure& row : rows) names.push_back(Describe(document, row));
  return absl::StrJoin(names, ", ");
}

}  // namespace

std::vector<std::string> InlineCommands(absl::string_view marked) {
  std::vector<std::string> commands;
  const std::vector<std::string> pieces = absl::StrSplit(marked, '`');
  for (size_t i = 1; i + 1 < pieces.size(); i += 2) {
    absl::string_view typed = absl::StripAsciiWhitespace(pieces[i]);
    absl::ConsumePrefix(&typed, "$ ");
    if (IsWholeCommand(typed)) commands.emplace_back(typed);
  }
  return commands;
}

std::vector<TableProcedure> FindTableProcedures(const Document& document) {
  std::vector<TableProcedure> rows;
  for (const Table& table : document.tables) {
    for (const TableRow& row : table.rows) {
      TableProcedure procedure = ReadRow(table, row);
      if (!procedure.commands.empty()) rows.push_back(std::move(procedure));
    }
  }
  return rows;
}

absl::StatusOr<TableProcedure> FindTableProcedure(const Document& document, absl::string_view name,
                                                  int first_line, int last_line) {
  std::vector<TableProcedure> all, found;
  for (TableProcedure& row : FindTableProcedures(document)) {
    if (row.line < first_line || row.line > last_line) continue;
    if (NormalHeading(row.name) == NormalHeading(name)) found.push_back(row);
    all.push_back(std::move(row));
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    return absl::NotFoundError(
        absl::StrCat(document.path, ":", first_line,
                     ": no row of a table that holds commands begins with \"", name, "\"; ",
                     all.empty() ? "no table here has commands"
                                 : absl::StrCat("there are: ", DescribeAll(document, all))));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      document.path, ":", found[1].line, ": ", found.size(), " rows of tables begin with \"", name,
      "\": ", DescribeAll(document, found), "; name the heading of the right one, too"));
}

Procedure AsProcedure(const TableProcedure& row) {
  Procedure procedure;
  procedure.heading = {6, row.name, row.line};
  procedure.first_line = row.line;
  procedure.last_line = row.line;
  for (const std::string& command : row.commands) {
    CodeBlock block;
    block.kind = BlockKind::kShell;
    block.text = command;
    // A block's text begins on the line after block.line.
    block.line = row.line - 1;
    procedure.blocks.push_back(std::move(block));
  }
  return procedure;
}

}  // namespace drill
