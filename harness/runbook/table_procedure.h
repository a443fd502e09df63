// A row of a table as a procedure: "| Emergency stop | `docker compose stop api` |".
#ifndef HARNESS_RUNBOOK_TABLE_PROCEDURE_H_
#define HARNESS_RUNBOOK_TABLE_PROCEDURE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/runbook/document.h"
#include "harness/runbook/procedure.h"

namespace drill {

struct TableProcedure {
  // The text of the row's first cell that is no command.
  std::string name;
  int line = 0;
  // In the order of the cells.
  std::vector<std::string> commands;
  // "`a` or `b`": a person does one of them.
  bool one_of = false;
};

// Rows with commands, in the order of the document.
std::vector<TableProcedure> FindTableProcedures(const Document& document);

// Of the row that `name` names, without regard to case, numbering and emphasis, between two lines,
// both inclusive. NotFound lists the rows with commands; InvalidArgument those that have the name.
absl::StatusOr<TableProcedure> FindTableProcedure(const Document& document, absl::string_view name,
                                                  int first_line, int last_line);

// With one block for each command, all of them on the row's line.
Procedure AsProcedure(const TableProcedure& row);

// The commands that stand between backticks in a text.
std::vector<std::string> InlineCommands(absl::string_view marked);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_TABLE_PROCEDURE_H_
