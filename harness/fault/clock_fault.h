// A service whose clock is wrong.
#ifndef HARNESS_FAULT_CLOCK_FAULT_H_
#define HARNESS_FAULT_CLOCK_FAULT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Has compose make the service's container anew, with libfaketime preloaded. Proved by asking the
// service itself for the time: a program that asks the kernel past the C library is not deceived,
// and the fault does not take hold. FailedPrecondition where the container cannot take the library.
absl::StatusOr<Injection> InjectClock(const ClockFault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_CLOCK_FAULT_H_
