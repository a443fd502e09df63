#include "harness/drill/survival_trials.h"

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"
#include "harness/drill/start_stack.h"
#include "harness/runbook/last_words.h"

namespace drill {
namespace {

constexpr absl::Duration kEngineLimit = absl::Seconds(90);
// As long as the deploy of a bad release may take, where its scenario does not say otherwise.
constexpr absl::Duration kDeployLimit = absl::Seconds(180);

CheckResult Check(const std::string& name, const std::string& expected, const std::string& wrong) {
  CheckResult check;
  check.set_name(name);
  check.set_passed(wrong.empty());
  check.set_expected(expected);
  check.set_actual(wrong.empty() ? "so it was" : wrong);
  check.set_source("the stack");
  return check;
}

// What is wrong with a command's end, in its own last words; empty: nothing.
std::string Wrong(const std::string& what, const SubprocessResult& result) {
  if (result.succeeded()) return "";
  const std::string fate = result.timed_out ? "did not end in time"
                           : result.signal.has_value()
                               ? absl::StrCat("was ended by signal ", *result.signal)
                               : absl::StrCat("exited with ", *result.exit_code);
  const std::vector<std::string> words =
      LastWords(result.stderr_content.empty() ? result.stdout_content : result.stderr_content);
  return absl::StrCat(what, " ", fate, words.empty() ? "" : ": ", absl::StrJoin(words, " / "));
}

}  // namespace

absl::StatusOr<CheckResult> RestartAndStart(DrillHost& host, const Stack& stack,
                                            const StopToken* stop) {
  const std::string expected = "the machine boots, its engine answers, and the stack starts";
  const absl::Status booted = host.Reboot(kEngineLimit);
  // An engine with a broken configuration does not start: that is a failed check, no harness error.
  if (absl::IsDeadlineExceeded(booted))
    return Check("machine", expected, std::string(booted.message()));
  RETURN_IF_ERROR(booted);
  ASSIGN_OR_RETURN(const SubprocessResult started, StartStackOn(host, stack, stop));
  return Check("machine", expected, Wrong("the stack's start command", started));
}

absl::StatusOr<CheckResult> DeployRelease(DrillHost& host, const Stack& stack,
                                          const std::string& release, const StopToken* stop) {
  ExecOptions exec;
  exec.env.emplace_back("VERSION", release);
  exec.working_directory = stack.operator_directory();
  exec.timeout = kDeployLimit;
  exec.stop = stop;
  ASSIGN_OR_RETURN(const SubprocessResult deployed,
                   host.Exec({"bash", "-c", stack.deploy()}, exec));
  return Check("deploy", absl::StrCat("the deploy of ", release, " goes through"),
               Wrong(absl::StrCat("the deploy of ", release), deployed));
}

}  // namespace drill
