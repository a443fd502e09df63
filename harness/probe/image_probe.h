// An image of the engine as a probe.
#ifndef HARNESS_PROBE_IMAGE_PROBE_H_
#define HARNESS_PROBE_IMAGE_PROBE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Pure: `id` is what the engine answered for the reference.
Sight JudgeImage(const ImageProbe& probe, const absl::StatusOr<std::string>& id);

// Looks once, for at most `timeout`. See ImageProbe in probe.proto.
Sight LookAtImage(const ProbeContext& context, const ImageProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_PROBE_IMAGE_PROBE_H_
