// A SQL statement's answer as a probe.
#ifndef HARNESS_PROBE_SQL_PROBE_H_
#define HARNESS_PROBE_SQL_PROBE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See SqlProbe in probe.proto.
Sight LookAtSql(const ProbeContext& context, const SqlProbe& probe, absl::Duration timeout);

// Pure: whether the value is what the probe wants.
Sight JudgeValue(const SqlProbe& probe, const std::string& value);

// Pure: whether the server refused the statement as the probe's error_contains wants.
Sight JudgeError(const SqlProbe& probe, const absl::Status& status);

// Pure: whether a number lies within bounds, both inclusive, both possibly empty; NotSeen for a
// bound that is no number.
Sight JudgeBounds(double value, const std::string& at_least, const std::string& at_most,
                  std::string seen);

}  // namespace drill

#endif  // HARNESS_PROBE_SQL_PROBE_H_
