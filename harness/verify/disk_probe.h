// How full a file system of the drill host is.
#ifndef HARNESS_VERIFY_DISK_PROBE_H_
#define HARNESS_VERIFY_DISK_PROBE_H_

#include "absl/time/time.h"
#include "harness/verify/probe.pb.h"
#include "harness/verify/probe_context.h"
#include "harness/verify/sight.h"

namespace drill {

Sight LookAtDisk(const ProbeContext& context, const DiskProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_VERIFY_DISK_PROBE_H_
