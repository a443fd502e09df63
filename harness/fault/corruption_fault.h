// Damaged files under a database.
#ifndef HARNESS_FAULT_CORRUPTION_FAULT_H_
#define HARNESS_FAULT_CORRUPTION_FAULT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// See CorruptionFault in fault.proto, and docs/faults/corruption.md.
absl::StatusOr<Injection> InjectCorruption(const CorruptionFault& fault,
                                           const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_CORRUPTION_FAULT_H_
