// Waits for the probes of a stack and its scenario: one look after another, and the watch that runs
// beside a procedure.
#ifndef HARNESS_DRILL_STACK_WATCH_H_
#define HARNESS_DRILL_STACK_WATCH_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"
#include "harness/drill/drill_system.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"
#include "harness/probe/green_run.h"
#include "harness/probe/probe_runner.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// The verbs of DrillSystem of the same names. A non-OK status: Internal for a name that is none of
// the stack's steady-state probes, Cancelled when the stop token was set, or the watching failed.
class StackWatch {
 public:
  // Nothing is owned.
  StackWatch(ProbeRunner* runner, DrillHost* host, const Stack& stack, const StopToken* stop)
      : runner_(runner), host_(host), stack_(stack), stop_(stop) {}

  absl::StatusOr<Recovered> AwaitGreen(const GreenRequest& request) const;
  absl::StatusOr<RedLook> LookForRed(const GreenRequest& request) const;
  absl::StatusOr<std::vector<ProofLook>> LookOnce(const std::vector<Probe>& probes) const;

  absl::StatusOr<std::vector<ProofLook>> LookAgain(const GreenRequest& request) const;

  absl::Status Begin(const GreenRequest& request);
  // After Begin(), once.
  absl::StatusOr<Recovered> Finish(absl::Duration within);

 private:
  absl::StatusOr<std::vector<Probe>> ProbesOf(const GreenRequest& request) const;
  absl::StatusOr<GreenRunResult> Look(const GreenRequest& request, bool until_red) const;

  ProbeRunner* const runner_;
  DrillHost* const host_;
  const Stack& stack_;
  const StopToken* const stop_;
  std::unique_ptr<GreenRun> run_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_STACK_WATCH_H_
