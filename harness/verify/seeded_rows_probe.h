// The rows that the seed holds, as a probe.
#ifndef HARNESS_VERIFY_SEEDED_ROWS_PROBE_H_
#define HARNESS_VERIFY_SEEDED_ROWS_PROBE_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/verify/probe.pb.h"
#include "harness/verify/probe_context.h"
#include "harness/verify/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See SeededRowsProbe in probe.proto.
Sight LookAtSeededRows(const ProbeContext& context, const SeededRowsProbe& probe,
                       absl::Duration timeout);

// Pure: whether what was found is what the probe wants.
Sight JudgeSeededRows(const SeededRowsProbe& probe, const TableFacts& recorded,
                      const absl::StatusOr<TableFacts>& found);

}  // namespace drill

#endif  // HARNESS_VERIFY_SEEDED_ROWS_PROBE_H_
