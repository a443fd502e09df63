// An HTTP endpoint as a probe.
#ifndef HARNESS_VERIFY_HTTP_PROBE_H_
#define HARNESS_VERIFY_HTTP_PROBE_H_

#include "absl/time/time.h"
#include "harness/verify/http_exchange.h"
#include "harness/verify/probe.pb.h"
#include "harness/verify/probe_context.h"
#include "harness/verify/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See HttpProbe in probe.proto.
Sight LookAtHttp(const ProbeContext& context, const HttpProbe& probe, absl::Duration timeout);

// Pure: whether the answer is what the probe wants, without regard to `must_fail`.
Sight JudgeReply(const HttpProbe& probe, const HttpReply& reply);

}  // namespace drill

#endif  // HARNESS_VERIFY_HTTP_PROBE_H_
