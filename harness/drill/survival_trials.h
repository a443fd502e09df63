// What a recovered system is put to, to see whether it survives it: its machine's restart and the
// next deploy. A check says whether the system itself failed; an error is the harness failing.
#ifndef HARNESS_DRILL_SURVIVAL_TRIALS_H_
#define HARNESS_DRILL_SURVIVAL_TRIALS_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// The machine is shut down in order and boots again; then the stack's `start` runs, where it has
// one. The check "machine" fails where the engine does not answer any more, or `start` fails.
absl::StatusOr<CheckResult> RestartAndStart(DrillHost& host, const Stack& stack,
                                            const StopToken* stop);

// The stack's `deploy` with $VERSION set to the release, in the operator's directory. The check
// "deploy" fails with the command's last words.
absl::StatusOr<CheckResult> DeployRelease(DrillHost& host, const Stack& stack,
                                          const std::string& release, const StopToken* stop);

}  // namespace drill

#endif  // HARNESS_DRILL_SURVIVAL_TRIALS_H_
