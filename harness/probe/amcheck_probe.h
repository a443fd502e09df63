// PostgreSQL's amcheck as a probe: it reads every page of a table or a B-tree.
#ifndef HARNESS_PROBE_AMCHECK_PROBE_H_
#define HARNESS_PROBE_AMCHECK_PROBE_H_

#include <string>

#include "absl/time/time.h"
#include "harness/base/subprocess.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Runs in the server's own container as the stack's database user, who must be a superuser. Looks
// once, for at most `timeout`. See AmcheckProbe in probe.proto.
Sight LookAtAmcheck(const ProbeContext& context, const AmcheckProbe& probe, absl::Duration timeout);

// The psql script, and the judgement of what psql said to it. Only what follows the marker that the
// script prints before the check is amcheck's own word.
std::string AmcheckScript(const std::string& relation);
Sight JudgeAmcheck(const AmcheckProbe& probe, const SubprocessResult& result);

}  // namespace drill

#endif  // HARNESS_PROBE_AMCHECK_PROBE_H_
