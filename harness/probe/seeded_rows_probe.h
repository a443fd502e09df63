// The rows that the seed holds, as a probe.
#ifndef HARNESS_PROBE_SEEDED_ROWS_PROBE_H_
#define HARNESS_PROBE_SEEDED_ROWS_PROBE_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See SeededRowsProbe in probe.proto.
Sight LookAtSeededRows(const ProbeContext& context, const SeededRowsProbe& probe,
                       absl::Duration timeout);

// Pure: whether what was found is what the probe wants.
Sight JudgeSeededRows(const SeededRowsProbe& probe, const TableFacts& recorded,
                      const absl::StatusOr<TableFacts>& found);

}  // namespace drill

#endif  // HARNESS_PROBE_SEEDED_ROWS_PROBE_H_
