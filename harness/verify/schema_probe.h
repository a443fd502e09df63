// The database's schema against a release's as a probe.
#ifndef HARNESS_VERIFY_SCHEMA_PROBE_H_
#define HARNESS_VERIFY_SCHEMA_PROBE_H_

#include "absl/time/time.h"
#include "harness/verify/probe.pb.h"
#include "harness/verify/probe_context.h"
#include "harness/verify/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See SchemaProbe in probe.proto.
Sight LookAtSchema(const ProbeContext& context, const SchemaProbe& probe, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_VERIFY_SCHEMA_PROBE_H_
