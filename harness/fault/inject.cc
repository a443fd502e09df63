#include "harness/fault/inject.h"

#include <utility>

#include "absl/status/status.h"
#include "harness/base/status_macros.h"
#include "harness/fault/backup_fault.h"
#include "harness/fault/clock_fault.h"
#include "harness/fault/command_fault.h"
#include "harness/fault/configuration_fault.h"
#include "harness/fault/corruption_fault.h"
#include "harness/fault/disk_fault.h"
#include "harness/fault/memory_fault.h"
#include "harness/fault/migration_fault.h"
#include "harness/fault/network_fault.h"
#include "harness/fault/process_fault.h"
#include "harness/fault/release_fault.h"
#include "harness/fault/sql_fault.h"

namespace drill {
namespace {

absl::StatusOr<Injection> InjectFamily(const Fault& fault, const FaultContext& context) {
  switch (fault.kind_case()) {
    case Fault::kMigration:
      return InjectMigration(fault.migration(), context);
    case Fault::kRelease:
      return InjectRelease(fault.release(), context);
    case Fault::kSql:
      return InjectSql(fault.sql(), context);
    case Fault::kNetwork:
      return InjectNetwork(fault.network(), context);
    case Fault::kCommand:
      return InjectCommand(fault.command(), context);
    case Fault::kMemory:
      return InjectMemory(fault.memory(), context);
    case Fault::kDisk:
      return InjectDisk(fault.disk(), context);
    case Fault::kBackup:
      return InjectBackup(fault.backup(), context);
    case Fault::kCorruption:
      return InjectCorruption(fault.corruption(), context);
    case Fault::kProcess:
      return InjectProcess(fault.process(), context);
    case Fault::kConfiguration:
      return InjectConfiguration(fault.configuration(), context);
    case Fault::kClock:
      return InjectClock(fault.clock(), context);
    // No default: the compiler names a family that is forgotten here.
    case Fault::KIND_NOT_SET:
      break;
  }
  return absl::InvalidArgumentError("the fault breaks nothing; the validator lets none through");
}

}  // namespace

absl::StatusOr<Injection> InjectFault(const Fault& fault, const FaultContext& context) {
  absl::StatusOr<Injection> injection = InjectFamily(fault, context);
  if (absl::IsFailedPrecondition(injection.status())) {
    Injection refused;
    refused.refused = std::string(injection.status().message());
    injection = std::move(refused);
  }
  RETURN_IF_ERROR(injection.status());
  injection->facts.set_summary(fault.summary());
  if (context.random != nullptr) {
    for (RandomChoice& choice : context.random->TakeChoices())
      *injection->facts.add_choices() = std::move(choice);
  }
  return injection;
}

}  // namespace drill
