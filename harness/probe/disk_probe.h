// How full a file system of the drill host is.
#ifndef HARNESS_PROBE_DISK_PROBE_H_
#define HARNESS_PROBE_DISK_PROBE_H_

#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

Sight LookAtDisk(const ProbeContext& context, const DiskProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_PROBE_DISK_PROBE_H_
