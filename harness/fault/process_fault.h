// A process that dies, hangs or does not end: of one service, of the container engine, of the whole
// machine.
#ifndef HARNESS_FAULT_PROCESS_FAULT_H_
#define HARNESS_FAULT_PROCESS_FAULT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Proved by the container's id, start time and state before and after. FailedPrecondition when the
// service does not run, or cannot be brought into that state.
absl::StatusOr<Injection> InjectProcess(const ProcessFault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_PROCESS_FAULT_H_
