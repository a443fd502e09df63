// What passes between two services, seen from where the first one stands.
#ifndef HARNESS_PROBE_NETWORK_PROBE_H_
#define HARNESS_PROBE_NETWORK_PROBE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

struct NetworkMeasured {
  int asked = 0;
  // Requests not answered in time, refused or cut off.
  int late = 0;
  // Median time of the answered requests; zero when none was answered.
  absl::Duration median;
  // The error of the last request that was not answered.
  std::string said;

  double late_share() const { return asked == 0 ? 0 : static_cast<double>(late) / asked; }
};

// Asks as the probe says, from inside the host's network. FailedPrecondition: one of the two has no
// running container. DeadlineExceeded: the requests did not all end in time.
absl::StatusOr<NetworkMeasured> MeasureNetwork(const ProbeContext& context,
                                               const NetworkProbe& probe, absl::Duration timeout);

// Pure.
Sight JudgeNetwork(const NetworkProbe& probe, const NetworkMeasured& measured);

Sight LookAtNetwork(const ProbeContext& context, const NetworkProbe& probe, absl::Duration timeout);

// The address that the service resolves the name to. FailedPrecondition: it has no running
// container; otherwise as ResolveName().
absl::StatusOr<std::string> ResolveFor(const ProbeContext& context, const NameProbe& probe,
                                       absl::Duration timeout);

Sight LookAtName(const ProbeContext& context, const NameProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_PROBE_NETWORK_PROBE_H_
