// Drills of one scenario over growing data: what their recovery times say of other sizes.
#ifndef HARNESS_BENCH_GROWTH_SAMPLE_H_
#define HARNESS_BENCH_GROWTH_SAMPLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/bench/bench_sample.h"
#include "harness/journal/summary.pb.h"
#include "harness/statistics/growth_fit.h"

namespace drill {

// One of them.
struct GrownDrill {
  int64_t rows = 0;
  // Of the database, with these rows.
  std::optional<int64_t> bytes;
  BenchFate fate = BenchFate::kError;
  // Not set where it did not pass.
  std::optional<double> recovery_ms;
};

class GrowthSample {
 public:
  explicit GrowthSample(std::string scenario) : scenario_(std::move(scenario)) {}

  void Add(int64_t rows, const Summary& summary);

  const std::string& scenario() const { return scenario_; }
  const std::vector<GrownDrill>& drills() const { return drills_; }
  // A drill failed, or there was an error: more drills say nothing.
  bool ended() const;
  bool Has(BenchFate fate) const;
  // Why the last drill that did not pass did not.
  const std::string& why() const { return why_; }
  // Each number of rows once, the smallest first.
  std::vector<int64_t> Sizes() const;
  // Every drill that passed says how large its database was.
  bool knows_bytes() const;
  // Of drills that passed, by rows or by bytes; levels are numbers of rows.
  std::vector<GrowthPoint> Points(bool by_bytes) const;

  // "shop/gone/recovery/rows:10000": the recoveries of each size, the smallest first; one that did
  // not come in time is infinite.
  std::vector<BenchSeries> Series() const;
  // Of the first drill that says what it ran on.
  const std::optional<SummaryMachine>& machine() const { return machine_; }

  // The target of the recovery. 0: none is known yet.
  double limit_ms() const { return limit_ms_; }
  const std::string& source() const { return source_; }

 private:
  std::string scenario_;
  std::vector<GrownDrill> drills_;
  double limit_ms_ = 0;
  std::string source_;
  std::string why_;
  std::optional<SummaryMachine> machine_;
};

// What it says, in lines that end with a newline. `at_size`: bytes that are asked about; 0: none.
std::string GrowthReport(const GrowthSample& sample, uint64_t at_size);

// 4: a drill was an error; 1: one failed; else, of the size that is asked about or of the largest
// that was measured, 0 where the target is met, 3 where it is missed, 2 where that cannot be told.
int GrowthExitCode(const GrowthSample& sample, uint64_t at_size);

}  // namespace drill

#endif  // HARNESS_BENCH_GROWTH_SAMPLE_H_
