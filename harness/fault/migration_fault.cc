#include "harness/fault/migration_fault.h"

#include <filesystem>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"

namespace drill {
namespace {

absl::Status CopyIntoHost(const std::string& source, const std::string& destination,
                          const FaultContext& context) {
  namespace fs = std::filesystem;
  std::error_code error;
  const std::string from = absl::StrCat(context.scenario_directory, "/", source);
  if (!fs::exists(from, error))
    return absl::NotFoundError(absl::StrCat(from, ": the scenario names it; add it"));
  const std::string to = context.host.PathOnMachine(destination);
  RETURN_IF_ERROR(MakeDirectories(to));
  const fs::path target =
      fs::is_directory(from, error) ? fs::path(to) : fs::path(to) / fs::path(from).filename();
  fs::copy(from, target, fs::copy_options::recursive | fs::copy_options::overwrite_existing, error);
  if (error)
    return absl::InternalError(absl::StrCat(from, " to ", destination, ": ", error.message()));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Injection> InjectMigration(const MigrationFault& fault,
                                          const FaultContext& context) {
  RETURN_IF_ERROR(CopyIntoHost(fault.source(), fault.destination(), context));
  Injection injection;
  ASSIGN_OR_RETURN(
      injection.facts,
      RunOnHost(fault.apply(), DurationOr(fault.timeout(), absl::Seconds(60)), context));
  return injection;
}

}  // namespace drill
