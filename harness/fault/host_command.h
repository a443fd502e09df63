// A bash command line on the drill host as part of an injection.
#ifndef HARNESS_FAULT_HOST_COMMAND_H_
#define HARNESS_FAULT_HOST_COMMAND_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/fault/injection.h"

namespace drill {

// Runs it as root in the operator's directory. Its exit code and the end of its output are facts of
// the injection. Errors: the drill host cannot be reached.
absl::StatusOr<FaultInjected> RunOnHost(const std::string& command, absl::Duration timeout,
                                        const FaultContext& context, ExecOptions options = {});

// The same for a command of the harness's own whose output is wanted: what it printed, without the
// trailing newline. FailedPrecondition with what it said when it fails: the fault cannot take hold
// here.
absl::StatusOr<std::string> ReadFromHost(const std::string& command, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_HOST_COMMAND_H_
