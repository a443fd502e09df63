// The growth of a number in the database as a probe.
#ifndef HARNESS_PROBE_RATE_PROBE_H_
#define HARNESS_PROBE_RATE_PROBE_H_

#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See RateProbe in probe.proto.
Sight LookAtRate(const ProbeContext& context, const RateProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_PROBE_RATE_PROBE_H_
