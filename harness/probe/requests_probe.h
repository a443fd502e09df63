// Many HTTP requests as a probe: how many fail, and how long one takes.
#ifndef HARNESS_PROBE_REQUESTS_PROBE_H_
#define HARNESS_PROBE_REQUESTS_PROBE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

struct RequestsMeasured {
  int sent = 0;
  // Requests not answered, or answered with 5xx.
  int failed = 0;
  int answered = 0;
  // Median time of the answered requests; zero when none was answered.
  absl::Duration median;
  // The time was over before the last one was sent.
  bool out_of_time = false;
  // The least time that one of the answered ones took.
  absl::Duration least = absl::InfiniteDuration();

  double error_share() const { return sent == 0 ? 0 : static_cast<double>(failed) / sent; }
};

// Sends `requests` GET requests to the probe's URL one after the other, from inside the host's
// network. Errors: InvalidArgument for a URL that cannot be used; DeadlineExceeded when `timeout`
// was over before the last one.
absl::StatusOr<RequestsMeasured> MeasureRequests(const ProbeContext& context,
                                                 const RequestsProbe& probe, int requests,
                                                 absl::Duration timeout);

// Pure: whether the numbers are within the probe's bounds. A median of nothing is within none.
// Where the time was over too early nothing is, but for one: a probe that asks for slowness alone
// has seen it when something was answered, all but the last one that was sent, and each took at
// least so long.
Sight JudgeRequests(const RequestsProbe& probe, const RequestsMeasured& measured);

// Looks once, for at most `timeout`. See RequestsProbe in probe.proto.
Sight LookAtRequests(const ProbeContext& context, const RequestsProbe& probe,
                     absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_PROBE_REQUESTS_PROBE_H_
