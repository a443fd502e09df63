// A command's fate on the drill host as a probe.
#ifndef HARNESS_PROBE_COMMAND_PROBE_H_
#define HARNESS_PROBE_COMMAND_PROBE_H_

#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See CommandProbe in probe.proto.
Sight LookAtCommand(const ProbeContext& context, const CommandProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_PROBE_COMMAND_PROBE_H_
