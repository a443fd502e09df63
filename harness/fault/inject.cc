#include "harness/fault/inject.h"

#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// What is kept of an injection's output.
constexpr size_t kMostOutput = 4000;

absl::Duration TimeoutOr(const google::protobuf::Duration& value, absl::Duration otherwise) {
  const absl::Duration given = absl::Seconds(value.seconds()) + absl::Nanoseconds(value.nanos());
  return given > absl::ZeroDuration() ? given : otherwise;
}

absl::StatusOr<FaultInjected> RunInHost(const std::string& command, absl::Duration timeout,
                                        const FaultContext& context, ExecOptions options = {}) {
  options.working_directory = context.stack.operator_directory();
  options.timeout = timeout;
  options.stop = context.stop;
  ASSIGN_OR_RETURN(SubprocessResult result, context.host.Exec({"bash", "-c", command}, options));
  FaultInjected injected;
  // A shell reports an ended child as 128 + signal; the same here, so that one number tells.
  injected.set_exit_code(result.exit_code.value_or(128 + result.signal.value_or(0)));
  std::string output = absl::StrCat(result.stdout_content, result.stderr_content);
  if (output.size() > kMostOutput) output.erase(0, output.size() - kMostOutput);
  injected.set_output(std::move(output));
  return injected;
}

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

absl::StatusOr<FaultInjected> Inject(const MigrationFault& fault, const FaultContext& context) {
  RETURN_IF_ERROR(CopyIntoHost(fault.source(), fault.destination(), context));
  return RunInHost(fault.apply(), TimeoutOr(fault.timeout(), absl::Seconds(60)), context);
}

absl::StatusOr<FaultInjected> Inject(const ReleaseFault& fault, const FaultContext& context) {
  ExecOptions options;
  options.env.emplace_back("VERSION", fault.version());
  const std::string& deploy = fault.deploy().empty() ? context.stack.deploy() : fault.deploy();
  return RunInHost(deploy, TimeoutOr(fault.timeout(), absl::Seconds(180)), context,
                   std::move(options));
}

absl::StatusOr<FaultInjected> Inject(const SqlFault& fault, const FaultContext& context) {
  const Database& database = context.stack.database();
  ExecOptions options;
  options.env = {{"DRILL_SERVICE", fault.service().empty() ? database.service() : fault.service()},
                 {"DRILL_PROJECT", context.stack.compose_project()},
                 {"DRILL_USER", database.user()},
                 {"DRILL_DATABASE", database.name()}};
  options.stdin_content = fault.statement();
  return RunInHost(
      "container=$(docker ps -q --filter \"label=com.docker.compose.project=$DRILL_PROJECT\""
      " --filter \"label=com.docker.compose.service=$DRILL_SERVICE\") && "
      "docker exec -i \"$container\" psql -X -v ON_ERROR_STOP=1 -U \"$DRILL_USER\" -d "
      "\"$DRILL_DATABASE\"",
      absl::Seconds(60), context, std::move(options));
}

absl::StatusOr<FaultInjected> Inject(const CommandFault& fault, const FaultContext& context) {
  return RunInHost(fault.command(), TimeoutOr(fault.timeout(), absl::Seconds(60)), context);
}

absl::StatusOr<FaultInjected> InjectKind(const Fault& fault, const FaultContext& context) {
  switch (fault.kind_case()) {
    case Fault::kMigration:
      return Inject(fault.migration(), context);
    case Fault::kRelease:
      return Inject(fault.release(), context);
    case Fault::kSql:
      return Inject(fault.sql(), context);
    case Fault::kCommand:
      return Inject(fault.command(), context);
    case Fault::KIND_NOT_SET:
      break;
  }
  return absl::InvalidArgumentError(
      "the scenario's fault has no kind; the validator lets none through");
}

}  // namespace

absl::StatusOr<FaultInjected> InjectFault(const Fault& fault, const FaultContext& context) {
  ASSIGN_OR_RETURN(FaultInjected injected, InjectKind(fault, context));
  injected.set_summary(fault.summary());
  return injected;
}

}  // namespace drill
