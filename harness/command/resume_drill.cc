#include "harness/command/resume_drill.h"

#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/mask.h"
#include "harness/command/closed_terminals.h"
#include "harness/command/complain.h"
#include "harness/drill/exit_codes.h"
#include "harness/quarterly/asked_lead.h"
#include "harness/quarterly/resume_quarterly.h"
#include "harness/quarterly/take_up.h"
#include "harness/quarterly/terminal_messages.h"
#include "harness/quarterly/unattended_lead.h"
#include "reports/console.h"

namespace drill {
namespace {

bool SomebodyIsThere(const Options& options) {
  return options.end || options.unattended || options.drill.led || isatty(STDIN_FILENO) == 1;
}

absl::StatusOr<int> TakeUp(const Options& options, const StopToken& stop) {
  TakeUpOptions take_up;
  take_up.end = options.end;
  take_up.stop = &stop;
  take_up.closed = &CountClosedTerminals();
  // A Ctrl-Z would leave the terminal to the shell while the drill reads from it.
  signal(SIGTSTP, SIG_IGN);
  absl::StatusOr<int> ended = TakeUpDrill(options.resume, take_up);
  signal(SIGTSTP, SIG_DFL);
  return ended;
}

int AskTheRest(const Options& options, const StopToken& stop) {
  const Masker masker;
  const std::unique_ptr<Lead> lead =
      options.unattended ? UnattendedLead(LeadDelays(), RealClock(), &stop)
                         : AskedLead({options.step, STDIN_FILENO, &stop, &masker, nullptr},
                                     std::cout, RealClock());
  const absl::StatusOr<Summary> summary =
      ResumeQuarterly(options.resume, *lead, RealClock(), masker);
  if (!summary.ok()) {
    Complain(summary.status().message());
    return absl::IsNotFound(summary.status()) || absl::IsInvalidArgument(summary.status())
               ? kExitUnusable
               : kExitMachineError;
  }
  // A drill that was killed has left it.
  RemoveAll(absl::StrCat(options.resume, "/", kTerminalSocket)).IgnoreError();
  std::printf("%s  quarterly %s/quarterly.md\n",
              FinalLines(*summary, options.resume, DetectConsole(stdout).color).c_str(),
              options.resume.c_str());
  return summary->exit_code();
}

int Refuse(const absl::Status& status) {
  Complain(status.message());
  return absl::IsFailedPrecondition(status) ? kExitUsage : kExitMachineError;
}

}  // namespace

int ResumeDrill(const Options& options, const StopToken& stop) {
  if (!SomebodyIsThere(options)) {
    Complain(
        "nobody is at a terminal to answer; add --led where the answers come from elsewhere, "
        "or --unattended");
    return kExitUsage;
  }
  if (!options.unattended) {
    const absl::StatusOr<int> ended = TakeUp(options, stop);
    if (ended.ok()) return *ended;
    if (!absl::IsNotFound(ended.status())) return Refuse(ended.status());
  }
  if (!options.end) return AskTheRest(options, stop);
  Complain(absl::StrCat("no drill runs in ", options.resume,
                        " that could be ended; without --end its checklist is gone on with"));
  return kExitUnusable;
}

}  // namespace drill
