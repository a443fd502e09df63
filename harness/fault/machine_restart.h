// The container engine or the whole machine dies and starts again.
#ifndef HARNESS_FAULT_MACHINE_RESTART_H_
#define HARNESS_FAULT_MACHINE_RESTART_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"

namespace drill {

// Proved by the engine's own start time and that of every container that ran. FailedPrecondition
// when none did.
absl::StatusOr<Injection> RestartEngine(const FaultContext& context);

// The same, and the start time of the machine's first process. What the stack starts after a boot
// is started again.
absl::StatusOr<Injection> RestartMachine(const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_MACHINE_RESTART_H_
