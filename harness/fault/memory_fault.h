// Memory runs out.
#ifndef HARNESS_FAULT_MEMORY_FAULT_H_
#define HARNESS_FAULT_MEMORY_FAULT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Takes memory in the service's own control group, or in the drill host's, until the kernel kills a
// process of the service. Proved by the kernel's counts and the engine's events, never by the fate
// of what took the memory. FailedPrecondition when the service has no running container, or no
// limit.
absl::StatusOr<Injection> InjectMemory(const MemoryFault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_MEMORY_FAULT_H_
