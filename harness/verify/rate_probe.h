// The growth of a number in the database as a probe.
#ifndef HARNESS_VERIFY_RATE_PROBE_H_
#define HARNESS_VERIFY_RATE_PROBE_H_

#include "absl/time/time.h"
#include "harness/verify/probe.pb.h"
#include "harness/verify/probe_context.h"
#include "harness/verify/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See RateProbe in probe.proto.
Sight LookAtRate(const ProbeContext& context, const RateProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_VERIFY_RATE_PROBE_H_
