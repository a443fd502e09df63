// A service's clock as a probe.
#ifndef HARNESS_PROBE_CLOCK_PROBE_H_
#define HARNESS_PROBE_CLOCK_PROBE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See ClockProbe in probe.proto.
Sight LookAtClock(const ProbeContext& context, const ClockProbe& probe, absl::Duration timeout);

// The time in an answer's Date header (RFC 7231, "Sun, 06 Nov 1994 08:49:37 GMT"). OutOfRange for
// anything else.
absl::StatusOr<absl::Time> ParseHttpDate(const std::string& date);

}  // namespace drill

#endif  // HARNESS_PROBE_CLOCK_PROBE_H_
