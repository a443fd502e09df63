// A release that is bad.
#ifndef HARNESS_FAULT_RELEASE_FAULT_H_
#define HARNESS_FAULT_RELEASE_FAULT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Deploys it by the system's own tooling.
absl::StatusOr<Injection> InjectRelease(const ReleaseFault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_RELEASE_FAULT_H_
