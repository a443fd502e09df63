// The state of a compose service's container as a probe.
#ifndef HARNESS_PROBE_SERVICE_PROBE_H_
#define HARNESS_PROBE_SERVICE_PROBE_H_

#include <optional>

#include "absl/time/time.h"
#include "harness/host/engine_api.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See ServiceProbe in probe.proto.
Sight LookAtService(const ProbeContext& context, const ServiceProbe& probe, absl::Duration timeout);

// Pure, and blind to `process_state`: whether the container (nullopt: there is none) is as the
// probe wants it.
Sight JudgeContainer(const ServiceProbe& probe, const std::optional<ContainerInfo>& container);

}  // namespace drill

#endif  // HARNESS_PROBE_SERVICE_PROBE_H_
