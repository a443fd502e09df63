#include "harness/probe/command_probe.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/one_line.h"

namespace drill {

Sight LookAtCommand(const ProbeContext& context, const CommandProbe& probe,
                    absl::Duration timeout) {
  ExecOptions options;
  options.timeout = timeout;
  options.working_directory = context.operator_directory;
  const absl::StatusOr<SubprocessResult> result =
      context.host->Exec({"bash", "-c", probe.command()}, options);
  if (!result.ok()) return NotSeen(std::string(result.status().message()));
  const std::string output = absl::StrCat(result->stdout_content, result->stderr_content);
  const std::string said = OneLine(output, 120);
  if (result->timed_out) {
    return Red(absl::StrCat("no end within ", absl::FormatDuration(timeout), "; ", said));
  }
  if (!result->exit_code) return Red(absl::StrCat("ended by signal ", result->signal.value_or(0)));
  const std::string seen =
      absl::StrCat("exit ", *result->exit_code, said.empty() ? "" : ": ", said);
  if (*result->exit_code != probe.exit_code()) {
    return Red(absl::StrCat(seen, " (not exit ", probe.exit_code(), ")"));
  }
  if (!absl::StrContains(output, probe.contains())) {
    return Red(absl::StrCat(seen, " (no \"", probe.contains(), "\")"));
  }
  return Green(seen);
}

}  // namespace drill
