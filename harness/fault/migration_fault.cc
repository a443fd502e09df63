#include "harness/fault/migration_fault.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"
#include "harness/fault/migration_effect.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

constexpr absl::Duration kApplyLimit = absl::Seconds(60);

absl::Status CopyIntoHost(const std::string& source, const std::string& destination,
                          const FaultContext& context) {
  std::error_code error;
  const std::string from = absl::StrCat(context.scenario_directory, "/", source);
  if (!std::filesystem::exists(from, error))
    return absl::NotFoundError(absl::StrCat(from, ": the scenario names it; add it"));
  ASSIGN_OR_RETURN(const RootDirectory root, context.host.Root());
  return root.CopyInto(from, destination);
}

// A migration that waits or works is still at it when its effect is looked for.
bool InBackground(const MigrationFault& fault) {
  return fault.effect() == MigrationFault::BLOCKED || fault.effect() == MigrationFault::SLOW;
}

absl::StatusOr<FaultInjected> Apply(const MigrationFault& fault, const FaultContext& context) {
  const absl::Duration limit = DurationOr(fault.timeout(), kApplyLimit);
  if (!InBackground(fault)) return RunOnHost(fault.apply(), limit, context);
  ExecOptions options;
  options.env = {{"DRILL_APPLY", fault.apply()}};
  return RunOnHost("setsid bash -c \"$DRILL_APPLY\" </dev/null >/run/drill-migration.log 2>&1 &",
                   limit, context, std::move(options));
}

}  // namespace

absl::StatusOr<Injection> InjectMigration(const MigrationFault& fault,
                                          const FaultContext& context) {
  ASSIGN_OR_RETURN(MigrationEffect effect, MigrationEffect::Prepare(fault, context));
  RETURN_IF_ERROR(CopyIntoHost(fault.source(), fault.destination(), context));
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts, Apply(fault, context));
  RETURN_IF_ERROR(effect.AfterApplied());
  injection.proof = effect.Proof();
  return injection;
}

}  // namespace drill
