// Whatever a command line can break.
#ifndef HARNESS_FAULT_COMMAND_FAULT_H_
#define HARNESS_FAULT_COMMAND_FAULT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Runs it on the drill host as root.
absl::StatusOr<Injection> InjectCommand(const CommandFault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_COMMAND_FAULT_H_
