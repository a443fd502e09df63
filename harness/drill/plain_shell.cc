#include "harness/drill/plain_shell.h"

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"

namespace drill {
namespace {

constexpr char kText[] = "the whole procedure, typed into a plain bash";
constexpr char kOutput[] = "plain.txt";
constexpr absl::Duration kPutLimit = absl::Seconds(10);

std::string Script(const Plan& plan) {
  std::string script = "set -e\n";
  for (const Step& step : plan.steps) {
    const bool goes_on = step.tolerated || !step.finds_nothing.empty();
    absl::StrAppend(&script, goes_on ? "{\n" : "", step.run_text, goes_on ? "\n} || true\n" : "\n");
  }
  return script;
}

absl::Status Put(const std::string& script, const std::string& file, DrillHost& host) {
  ExecOptions exec;
  exec.stdin_content = script;
  exec.timeout = kPutLimit;
  ASSIGN_OR_RETURN(const SubprocessResult put,
                   host.Exec({"bash", "-c", "cat >\"$1\"", "bash", file}, exec));
  if (!put.succeeded()) return SubprocessError("putting the procedure onto the drill host", put);
  return absl::OkStatus();
}

CommandRun ToCommandRun(const Plan& plan, const SubprocessResult& result, absl::Duration start,
                        absl::Duration duration, const PlainShell& shell) {
  CommandRun run;
  run.set_text(kText);
  run.set_line(plan.line);
  run.set_start_us(absl::ToInt64Microseconds(start));
  run.set_duration_us(absl::ToInt64Microseconds(duration));
  run.set_exit_code(result.exit_code.value_or(0));
  run.set_signal(result.signal.value_or(0));
  run.set_timed_out(result.timed_out);
  const size_t name = shell.output_directory.rfind('/') + 1;
  run.set_output_file(absl::StrCat(shell.output_directory.substr(name), "/", kOutput));
  return run;
}

}  // namespace

std::string WhyNotPlain(const Plan& plan) {
  if (!plan.lookups.empty()) return "values are looked up on the machine meanwhile";
  for (const Step& step : plan.steps) {
    const std::string line = absl::StrCat("line ", step.line, ": ");
    if (step.manual) return absl::StrCat(line, "a person takes that step");
    if (step.enters) return absl::StrCat(line, "another shell is entered");
  }
  return "";
}

absl::StatusOr<ProcedureEnded> TypePlainly(const Plan& plan, DrillHost& host,
                                           const PlainShell& shell, const ProcedureEvents& events) {
  RETURN_IF_ERROR(Put(Script(plan), shell.script, host));
  ExecOptions exec;
  exec.working_directory = shell.working_directory;
  exec.timeout = shell.limit;
  exec.stop = shell.stop;
  exec.env.emplace_back("PAGER", "cat");
  const absl::Duration start = RealClock().Monotonic();
  // script(1) gives it a terminal, as an operator has one, and ends as it does.
  ASSIGN_OR_RETURN(
      const SubprocessResult result,
      host.Exec({"script", "-qec", absl::StrCat("bash ", ShellQuote(shell.script)), "/dev/null"},
                exec));
  const absl::Duration duration = RealClock().Monotonic() - start;
  const std::string said = absl::StrCat(result.stdout_content, result.stderr_content);
  RETURN_IF_ERROR(WriteFile(absl::StrCat(shell.output_directory, "/", kOutput),
                            shell.masker == nullptr ? said : shell.masker->Mask(said)));
  const CommandRun run = ToCommandRun(plan, result, start, duration, shell);
  events.on_command(run);
  if (shell.stop != nullptr && shell.stop->stopped())
    return absl::CancelledError("stopped by the user");
  ProcedureEnded ended;
  ended.set_completed(result.succeeded());
  if (!result.succeeded()) {
    ended.set_reason(absl::StrCat("typed into a plain bash it ",
                                  result.timed_out ? "did not end in time" : "did not end well",
                                  "; see ", run.output_file()));
  }
  return ended;
}

}  // namespace drill
