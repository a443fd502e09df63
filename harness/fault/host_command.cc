#include "harness/fault/host_command.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// What is kept of an injection's output.
constexpr size_t kMostOutput = 4000;

constexpr absl::Duration kOwnCommand = absl::Seconds(60);

}  // namespace

absl::StatusOr<FaultInjected> RunOnHost(const std::string& command, absl::Duration timeout,
                                        const FaultContext& context, ExecOptions options) {
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

absl::StatusOr<std::string> ReadFromHost(const std::string& command, const FaultContext& context) {
  ExecOptions options;
  options.working_directory = context.stack.operator_directory();
  options.timeout = kOwnCommand;
  options.stop = context.stop;
  ASSIGN_OR_RETURN(SubprocessResult result, context.host.Exec({"bash", "-c", command}, options));
  if (!result.succeeded()) {
    return absl::FailedPreconditionError(
        absl::StrCat(SubprocessError("the drill host", result).message()));
  }
  return std::string(absl::StripTrailingAsciiWhitespace(result.stdout_content));
}

}  // namespace drill
