// The drills of one `bench`: one after the other, scenario by scenario in turn, until every
// question is decided.
#ifndef HARNESS_BENCH_BENCH_RUNS_H_
#define HARNESS_BENCH_BENCH_RUNS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/bench/bench_sample.h"
#include "harness/drill/drill_place.h"
#include "harness/drill/prepared_drill.h"

namespace drill {

struct BenchPlan {
  // The percentile that is asked about.
  int percent = 95;
  // Drills of each scenario; 0: until decided.
  int repeat = 0;
  // No drill is begun later.
  absl::Duration at_most = absl::InfiniteDuration();
};

class BenchRuns {
 public:
  // Drills write below `out`. All arguments must outlive it.
  BenchRuns(const BenchPlan& plan, std::string out, const std::vector<PreparedDrill>& drills,
            Clock& clock, const StopToken& stop, RunOneAt run);

  // After each drill that passed, `plain` is run, too: the same drill with its procedure typed into
  // a plain bash. Only of drills for which `possible`, in their order, is true.
  void AlsoPlain(std::vector<bool> possible, RunOneAt plain);

  // A sample for each of the drills. An error ends it: a drill that could not be run.
  absl::Status RunAll();

  const std::vector<BenchSample>& samples() const { return samples_; }
  // Of the plain drills; empty ones where there are none.
  const std::vector<BenchSample>& plain_samples() const { return plain_samples_; }
  // The time was over, or somebody stopped it, before everything was decided.
  bool cut_short() const { return cut_short_; }

 private:
  bool Done(const BenchSample& sample) const;
  absl::Status RunOne(size_t number);
  absl::Status RunPlain(size_t number, const DrillPlace& beside);

  const BenchPlan& plan_;
  const std::string out_;
  const std::vector<PreparedDrill>& drills_;
  Clock& clock_;
  const StopToken& stop_;
  const RunOneAt run_;
  std::vector<BenchSample> samples_;
  std::vector<bool> plain_possible_;
  RunOneAt plain_;
  std::vector<BenchSample> plain_samples_;
  bool cut_short_ = false;
};

}  // namespace drill

#endif  // HARNESS_BENCH_BENCH_RUNS_H_
