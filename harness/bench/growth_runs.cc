#include "harness/bench/growth_runs.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/name_as_directory.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// The sizes in the order in which they are drilled: all but the largest in turn, so that what
// changes on the machine meanwhile is in each of them; then the largest.
std::vector<int64_t> Order(const GrowthPlan& plan) {
  std::vector<int64_t> sizes = plan.rows;
  std::sort(sizes.begin(), sizes.end());
  std::vector<int64_t> order;
  if (sizes.empty()) return order;
  for (int i = 0; i < plan.repeat; ++i) order.insert(order.end(), sizes.begin(), sizes.end() - 1);
  order.insert(order.end(), static_cast<size_t>(plan.repeat), sizes.back());
  return order;
}

}  // namespace

absl::StatusOr<GrowthRuns> RunGrowth(const GrowthPlan& plan, const std::string& out,
                                     const PreparedDrill& drill, Clock& clock,
                                     const StopToken& stop, const RunGrown& run) {
  const absl::Duration began = clock.Monotonic();
  const std::string name = NameAsDirectory(drill.name());
  GrowthRuns runs{GrowthSample(drill.name()), false};
  int number = 0;
  for (const int64_t rows : Order(plan)) {
    if (runs.sample.ended()) break;
    if (stop.stopped() || clock.Monotonic() - began >= plan.at_most) {
      runs.cut_short = true;
      break;
    }
    DrillPlace place;
    place.run_directory = absl::StrCat(out, "/", name, "-", ++number, "-rows-", rows);
    ASSIGN_OR_RETURN(const OneDrillResult result, run(drill, place, rows));
    runs.sample.Add(rows, result.summary);
  }
  return runs;
}

}  // namespace drill
