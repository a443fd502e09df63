// Breaks the system under drill as the scenario says. Each family of faults is a file of its own;
// see docs/faults.md.
#ifndef HARNESS_FAULT_INJECT_H_
#define HARNESS_FAULT_INJECT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// What the injection said is recorded, never judged: a proof looks at the system itself. A family
// that cannot take hold on this system says so by FailedPrecondition, which ends here as
// Injection::refused. Errors: NotFound for a missing side file, Internal when the drill host cannot
// be reached.
absl::StatusOr<Injection> InjectFault(const Fault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_INJECT_H_
