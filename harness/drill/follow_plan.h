// The runbook's plan, followed in the operator's session as a person would: to its end, or to the
// first command that fails.
#ifndef HARNESS_DRILL_FOLLOW_PLAN_H_
#define HARNESS_DRILL_FOLLOW_PLAN_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/drill/drill_system.h"
#include "harness/drill/person.h"
#include "harness/journal/journal.pb.h"
#include "harness/runbook/plan.h"
#include "harness/runbook/session.h"
#include "harness/runbook/value_lookup.h"

namespace drill {

struct FollowOptions {
  // The session's.
  std::string output_directory;
  // May be null.
  const StopToken* stop = nullptr;
  ProcedureEvents events;
  // Takes the steps that are for a person's hands; not called for a plan without any. Not owned.
  Person* person = nullptr;
  // Fills in what a step needs that only the machine knows. Not called for a plan without lookups.
  std::function<absl::StatusOr<FilledStep>(const Step&)> fill;
};

// The answer says where the procedure stopped and why, in the failing command's own last words, or
// by what is wrong with its output, and which commands were never run. Cancelled when `stop` was
// set; otherwise an error only where the session's own or that of `fill` is one.
absl::StatusOr<ProcedureEnded> FollowPlan(const Plan& plan, OperatorSession& session,
                                          const FollowOptions& options);

}  // namespace drill

#endif  // HARNESS_DRILL_FOLLOW_PLAN_H_
