// What a compose service's container has said as a probe.
#ifndef HARNESS_PROBE_LOG_PROBE_H_
#define HARNESS_PROBE_LOG_PROBE_H_

#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See LogProbe in probe.proto.
Sight LookAtLog(const ProbeContext& context, const LogProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_PROBE_LOG_PROBE_H_
