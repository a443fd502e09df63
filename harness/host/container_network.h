// The network that a container of the drill host sees.
#ifndef HARNESS_HOST_CONTAINER_NETWORK_H_
#define HARNESS_HOST_CONTAINER_NETWORK_H_

#include <functional>

#include "absl/status/status.h"
#include "harness/host/drill_host.h"

namespace drill {

// Runs `body` in a thread that has entered the network namespace of a process, and waits for it.
// `pid` is as the drill host numbers it (ContainerInfo::pid). FailedPrecondition when there is no
// such process.
absl::Status InContainerNetwork(const DrillHost& host, int pid,
                                const std::function<absl::Status()>& body);

}  // namespace drill

#endif  // HARNESS_HOST_CONTAINER_NETWORK_H_
