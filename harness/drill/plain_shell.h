// The procedure without the harness's own session: all of its commands typed into one bash at a
// terminal of the same machine, and nothing looked at in between. How much shorter that takes is
// what the session adds to the times of a drill.
#ifndef HARNESS_DRILL_PLAIN_SHELL_H_
#define HARNESS_DRILL_PLAIN_SHELL_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/mask.h"
#include "harness/base/stop_token.h"
#include "harness/drill/drill_system.h"
#include "harness/host/drill_host.h"
#include "harness/runbook/plan.h"

namespace drill {

// Why the plan cannot be typed in one go: a person's step, a value that is looked up meanwhile, a
// shell that is entered. Empty: it can.
std::string WhyNotPlain(const Plan& plan);

struct PlainShell {
  // In the drill host.
  std::string working_directory;
  // On the machine that runs the harness; exists.
  std::string output_directory;
  // Where the script lies there; nothing else is of that name.
  std::string script = "/run/rollback-drill-plain.sh";
  absl::Duration limit = absl::Minutes(15);
  // Neither is owned; both may be null.
  const StopToken* stop = nullptr;
  const Masker* masker = nullptr;
};

// One command is told: the whole procedure. Ends at the first of its commands that fails and is not
// tolerated. Cancelled when `stop` was set; errors of the host.
absl::StatusOr<ProcedureEnded> TypePlainly(const Plan& plan, DrillHost& host,
                                           const PlainShell& shell, const ProcedureEvents& events);

}  // namespace drill

#endif  // HARNESS_DRILL_PLAIN_SHELL_H_
