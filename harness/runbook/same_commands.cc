#include "harness/runbook/same_commands.h"

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/choices.h"
#include "harness/runbook/document_report.h"
#include "harness/runbook/procedure.h"

namespace drill {
namespace {

std::vector<std::string> CommandsUnder(const DocumentReport& report, const Procedure& procedure) {
  std::vector<std::string> commands;
  for (const ReportedSection& section : report.sections()) {
    for (const ReportedCommand& command : section.commands()) {
      if (command.line() >= procedure.first_line && command.line() <= procedure.last_line)
        commands.push_back(NormalCommand(command.text()));
    }
  }
  return commands;
}

bool IsInside(const Procedure& inner, const Procedure& outer) {
  return inner.first_line >= outer.first_line && inner.last_line <= outer.last_line;
}

}  // namespace

absl::StatusOr<std::string> HeadingWithCommandsOf(const Document& own, absl::string_view heading,
                                                  const Document& other) {
  ASSIGN_OR_RETURN(const Procedure wanted, FindProcedure(own, heading));
  ASSIGN_OR_RETURN(const DocumentReport own_report, ReportDocument(own));
  ASSIGN_OR_RETURN(const DocumentReport other_report, ReportDocument(other));
  const std::vector<std::string> commands = CommandsUnder(own_report, wanted);
  std::optional<Procedure> found;
  std::string name;
  for (size_t i = 0; i < other.headings.size() && !commands.empty(); ++i) {
    const Procedure procedure = ProcedureAt(other, i);
    if (CommandsUnder(other_report, procedure) != commands) continue;
    if (found && !IsInside(procedure, *found)) {
      return absl::InvalidArgumentError(
          absl::StrCat("the commands of \"", heading, "\" stand under several headings, in lines ",
                       found->heading.line, " and ", procedure.heading.line));
    }
    found = procedure;
    name = ProcedureName(other, i);
  }
  if (!found)
    return absl::NotFoundError(absl::StrCat("no heading has the commands of \"", heading, "\""));
  return name;
}

}  // namespace drill
