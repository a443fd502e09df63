// The drills of one `bench --rows`: each size as often as asked for, the largest last, so that it
// is predicted before it is measured.
#ifndef HARNESS_BENCH_GROWTH_RUNS_H_
#define HARNESS_BENCH_GROWTH_RUNS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/bench/growth_sample.h"
#include "harness/drill/drill_place.h"
#include "harness/drill/prepared_drill.h"

namespace drill {

struct GrowthPlan {
  // In any order.
  std::vector<int64_t> rows;
  // Drills of each size.
  int repeat = 3;
  // No drill is begun later.
  absl::Duration at_most = absl::InfiniteDuration();
};

using RunGrown = std::function<absl::StatusOr<OneDrillResult>(const PreparedDrill&,
                                                              const DrillPlace&, int64_t rows)>;

struct GrowthRuns {
  GrowthSample sample;
  // The time was over, or somebody stopped it.
  bool cut_short = false;
};

// Drills write below `out`. An error: a drill that could not be run.
absl::StatusOr<GrowthRuns> RunGrowth(const GrowthPlan& plan, const std::string& out,
                                     const PreparedDrill& drill, Clock& clock,
                                     const StopToken& stop, const RunGrown& run);

}  // namespace drill

#endif  // HARNESS_BENCH_GROWTH_RUNS_H_
