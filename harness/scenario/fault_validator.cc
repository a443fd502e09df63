#include "harness/scenario/fault_validator.h"

#include "harness/scenario/probe_validator.h"
#include "harness/scenario/side_file.h"

namespace drill {
namespace {

void ValidateMigration(const std::string& path, const MigrationFault& fault,
                       const std::string& directory, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "source"), fault.source(),
                       "the migration's file beside the scenario");
  CheckSideFile(FieldPath(path, "source"), directory, fault.source(), false, checker);
  checker->RequireText(FieldPath(path, "destination"), fault.destination(),
                       "the directory on the drill host it is copied into");
  checker->AbsolutePath(FieldPath(path, "destination"), fault.destination());
  checker->RequireText(FieldPath(path, "apply"), fault.apply(), "the command that applies it");
  checker->Positive(FieldPath(path, "timeout"), fault.timeout());
}

void ValidateRelease(const std::string& path, const ReleaseFault& fault, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "version"), fault.version(),
                       "one of the stack's bad releases");
  checker->Positive(FieldPath(path, "timeout"), fault.timeout());
}

void ValidateCommand(const std::string& path, const CommandFault& fault, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "command"), fault.command(), "a bash command line");
  checker->Positive(FieldPath(path, "timeout"), fault.timeout());
}

// Returns whether the family proves itself.
bool ValidateKind(const std::string& path, const Fault& fault, const std::string& directory,
                  FieldChecker* checker) {
  switch (fault.kind_case()) {
    case Fault::kMigration:
      ValidateMigration(FieldPath(path, "migration"), fault.migration(), directory, checker);
      return false;
    case Fault::kRelease:
      ValidateRelease(FieldPath(path, "release"), fault.release(), checker);
      return false;
    case Fault::kSql:
      checker->RequireText(FieldPath(path, "sql.statement"), fault.sql().statement(),
                           "an SQL statement");
      return false;
    case Fault::kCommand:
      ValidateCommand(FieldPath(path, "command"), fault.command(), checker);
      return false;
    default:
      checker->Add(path, "breaks nothing",
                   "set one of migration, release, sql, command, memory, disk, corruption, backup, "
                   "process, configuration, network, clock");
      return false;
  }
}

void ValidateCondition(const std::string& path, const Condition& condition,
                       std::set<std::string>* names, FieldChecker* checker) {
  ValidateProbe(FieldPath(path, "probe"), condition.probe(), names, checker);
  checker->Positive(FieldPath(path, "within"), condition.within());
}

}  // namespace

void ValidateFault(const std::string& path, const Fault& fault, const std::string& directory,
                   std::set<std::string>* names, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "summary"), fault.summary(),
                       "say in a sentence what goes wrong");
  const bool proves_itself = ValidateKind(path, fault, directory, checker);
  checker->Require(FieldPath(path, "proof"), proves_itself || fault.proof_size() > 0,
                   "without a probe that sees the fault, no drill of it can pass");
  ValidateProbes(FieldPath(path, "proof"), fault.proof(), names, checker);
  checker->Positive(FieldPath(path, "within"), fault.within());
  if (fault.has_when()) ValidateCondition(FieldPath(path, "when"), fault.when(), names, checker);
}

}  // namespace drill
