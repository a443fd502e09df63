// An HTTP endpoint as a probe.
#ifndef HARNESS_PROBE_HTTP_PROBE_H_
#define HARNESS_PROBE_HTTP_PROBE_H_

#include "absl/time/time.h"
#include "harness/probe/http_exchange.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See HttpProbe in probe.proto.
Sight LookAtHttp(const ProbeContext& context, const HttpProbe& probe, absl::Duration timeout);

// Pure: whether the answer is what the probe wants, without regard to `must_fail`.
Sight JudgeReply(const HttpProbe& probe, const HttpReply& reply);

}  // namespace drill

#endif  // HARNESS_PROBE_HTTP_PROBE_H_
