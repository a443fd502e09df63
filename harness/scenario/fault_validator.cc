#include "harness/scenario/fault_validator.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/scenario/backup_fault_validator.h"
#include "harness/scenario/clock_fault_validator.h"
#include "harness/scenario/configuration_fault_validator.h"
#include "harness/scenario/corruption_fault_validator.h"
#include "harness/scenario/disk_fault_validator.h"
#include "harness/scenario/fault_family.h"
#include "harness/scenario/memory_fault_validator.h"
#include "harness/scenario/migration_fault_validator.h"
#include "harness/scenario/network_fault_validator.h"
#include "harness/scenario/probe_validator.h"
#include "harness/scenario/process_fault_validator.h"
#include "harness/scenario/release_fault_validator.h"

namespace drill {
namespace {

void ValidateCommand(const std::string& path, const CommandFault& fault, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "command"), fault.command(), "a bash command line");
  checker->Positive(FieldPath(path, "timeout"), fault.timeout());
}

// Returns whether the family proves itself.
bool ValidateKind(const std::string& path, const Fault& fault, const std::string& directory,
                  FieldChecker* checker) {
  switch (fault.kind_case()) {
    case Fault::kMigration:
      return ValidateMigrationFault(FieldPath(path, "migration"), fault.migration(), directory,
                                    checker);
    case Fault::kRelease:
      return ValidateReleaseFault(FieldPath(path, "release"), fault.release(), checker);
    case Fault::kSql:
      checker->RequireText(FieldPath(path, "sql.statement"), fault.sql().statement(),
                           "an SQL statement");
      return false;
    case Fault::kCommand:
      ValidateCommand(FieldPath(path, "command"), fault.command(), checker);
      return false;
    case Fault::kMemory:
      return ValidateMemoryFault(FieldPath(path, "memory"), fault.memory(), checker);
    case Fault::kDisk:
      return ValidateDiskFault(FieldPath(path, "disk"), fault.disk(), checker);
    case Fault::kBackup:
      return ValidateBackupFault(FieldPath(path, "backup"), fault.backup(), checker);
    case Fault::kCorruption:
      return ValidateCorruptionFault(FieldPath(path, "corruption"), fault.corruption(), checker);
    case Fault::kProcess:
      return ValidateProcessFault(FieldPath(path, "process"), fault.process(), checker);
    case Fault::kConfiguration:
      return ValidateConfigurationFault(FieldPath(path, "configuration"), fault.configuration(),
                                        checker);
    case Fault::kClock:
      return ValidateClockFault(FieldPath(path, "clock"), fault.clock(), checker);
    case Fault::kNetwork:
      return ValidateNetworkFault(FieldPath(path, "network"), fault.network(), checker);
    // No default: the compiler names a family that is forgotten here.
    case Fault::KIND_NOT_SET:
      break;
  }
  checker->Add(path, "breaks nothing",
               absl::StrCat("set one of ", absl::StrJoin(FaultFamilies(), ", ")));
  return false;
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
