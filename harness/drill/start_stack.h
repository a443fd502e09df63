// The stack's own `start`, on a machine that has booted.
#ifndef HARNESS_DRILL_START_STACK_H_
#define HARNESS_DRILL_START_STACK_H_

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/base/subprocess.h"
#include "harness/host/drill_host.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// What the command did; a success without it where the stack's containers start with the engine.
// An error where it could not be run at all.
absl::StatusOr<SubprocessResult> StartStackOn(DrillHost& host, const Stack& stack,
                                              const StopToken* stop);

}  // namespace drill

#endif  // HARNESS_DRILL_START_STACK_H_
