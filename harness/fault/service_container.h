// A compose service's container before a fault, and proofs of what became of it.
#ifndef HARNESS_FAULT_SERVICE_CONTAINER_H_
#define HARNESS_FAULT_SERVICE_CONTAINER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/host/engine_api.h"
#include "harness/probe/probe.pb.h"

namespace drill {

// FailedPrecondition when the service has no running container, with what was seen instead.
absl::StatusOr<ContainerInfo> RunningContainer(const std::string& service,
                                               const FaultContext& context);

// All containers that run.
absl::StatusOr<std::vector<ContainerInfo>> RunningContainers(const FaultContext& context);

// Shell commands that end the script unless $DRILL_PID is a process of $DRILL_CONTAINER still: the
// number of one that has ended may be another's.
inline constexpr char kCheckPid[] =
    "grep -q \"$DRILL_CONTAINER\" \"/proc/$DRILL_PID/cgroup\" || {\n"
    "  echo \"process $DRILL_PID is none of container $DRILL_CONTAINER any more\" >&2; exit 1\n"
    "}\n";

Life LifeOf(const ContainerInfo& container);

// Green when the container's life is over, and the service is in `state`.
Probe ProofOfEnd(const ContainerInfo& container, const std::string& state);

// Green while the container's life goes on, in `state`.
Probe ProofOfGoingOn(const ContainerInfo& container, const std::string& state);

}  // namespace drill

#endif  // HARNESS_FAULT_SERVICE_CONTAINER_H_
