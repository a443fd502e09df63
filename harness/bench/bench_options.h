// What `bench` takes besides what every drill does.
#ifndef HARNESS_BENCH_BENCH_OPTIONS_H_
#define HARNESS_BENCH_BENCH_OPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace CLI {
class App;
}  // namespace CLI

namespace drill {

struct BenchOptions {
  // The percentile that is asked about: 50, 90, 95 or 99.
  int percent = 95;
  // How many drills of each scenario (with `rows`, of each size); 0: until the question is decided.
  int repeat = 0;
  // No drill is begun later. Zero: the default of the kind of bench.
  absl::Duration at_most;
  // Run directory of an earlier bench, its benchmark.json, or "history" for the kept drills; empty:
  // nothing to compare with.
  std::string compare;
  // After each drill one whose procedure is typed into a plain bash.
  bool distortion = false;
  // Rows that are added before the drill, one size after the other; empty: none.
  std::vector<uint64_t> rows;
  // With `rows`: the size of the data, in bytes, that is asked about; 0: none.
  uint64_t at_size = 0;
};

// Adds them to a subcommand. `options` must outlive it.
void AddBenchOptions(CLI::App& command, BenchOptions& options);

// What options cannot say one by one. InvalidArgument, with what to type instead.
absl::Status CheckBenchOptions(const BenchOptions& options);

}  // namespace drill

#endif  // HARNESS_BENCH_BENCH_OPTIONS_H_
