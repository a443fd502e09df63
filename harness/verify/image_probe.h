// An image of the engine as a probe.
#ifndef HARNESS_VERIFY_IMAGE_PROBE_H_
#define HARNESS_VERIFY_IMAGE_PROBE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/verify/probe.pb.h"
#include "harness/verify/probe_context.h"
#include "harness/verify/sight.h"

namespace drill {

// Pure: `id` is what the engine answered for the reference.
Sight JudgeImage(const ImageProbe& probe, const absl::StatusOr<std::string>& id);

// Looks once, for at most `timeout`. See ImageProbe in probe.proto.
Sight LookAtImage(const ProbeContext& context, const ImageProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_VERIFY_IMAGE_PROBE_H_
