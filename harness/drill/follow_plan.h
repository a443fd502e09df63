// The runbook's plan, followed in the operator's session as a person would: to its end, or to the
// first command that fails.
#ifndef HARNESS_DRILL_FOLLOW_PLAN_H_
#define HARNESS_DRILL_FOLLOW_PLAN_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/journal/journal.pb.h"
#include "harness/runbook/plan.h"
#include "harness/runbook/session.h"

namespace drill {

// `on_command` is called after each command, with `start_us` on CLOCK_MONOTONIC's own zero. The
// answer says where the procedure stopped and why, in the failing command's own last words, and
// which commands were never run. `output_directory` is the session's. Cancelled when `stop` was set
// (may be null); otherwise an error only where the session's own is one.
absl::StatusOr<ProcedureEnded> FollowPlan(const Plan& plan, OperatorSession& session,
                                          const std::string& output_directory,
                                          const StopToken* stop,
                                          const std::function<void(const CommandRun&)>& on_command);

}  // namespace drill

#endif  // HARNESS_DRILL_FOLLOW_PLAN_H_
