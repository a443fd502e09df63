// The database's schema against a release's as a probe.
#ifndef HARNESS_PROBE_SCHEMA_PROBE_H_
#define HARNESS_PROBE_SCHEMA_PROBE_H_

#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See SchemaProbe in probe.proto.
Sight LookAtSchema(const ProbeContext& context, const SchemaProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_PROBE_SCHEMA_PROBE_H_
