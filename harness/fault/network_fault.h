// What passes between the services no longer does, or not as it did.
#ifndef HARNESS_FAULT_NETWORK_FAULT_H_
#define HARNESS_FAULT_NETWORK_FAULT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Lays rules into the network of one container; they go with it when it is started anew.
// FailedPrecondition: a service has no running container, what is to be broken does not work before
// the injection, or the kernel or the drill host lacks a means.
absl::StatusOr<Injection> InjectNetwork(const NetworkFault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_NETWORK_FAULT_H_
