// A file of the drill host as a probe.
#ifndef HARNESS_PROBE_FILE_PROBE_H_
#define HARNESS_PROBE_FILE_PROBE_H_

#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See FileProbe in probe.proto.
Sight LookAtFile(const ProbeContext& context, const FileProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_PROBE_FILE_PROBE_H_
