// A command's fate on the drill host as a probe.
#ifndef HARNESS_VERIFY_COMMAND_PROBE_H_
#define HARNESS_VERIFY_COMMAND_PROBE_H_

#include "absl/time/time.h"
#include "harness/verify/probe.pb.h"
#include "harness/verify/probe_context.h"
#include "harness/verify/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See CommandProbe in probe.proto.
Sight LookAtCommand(const ProbeContext& context, const CommandProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_VERIFY_COMMAND_PROBE_H_
