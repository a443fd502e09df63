// The samples of a bench in the JSON of Google Benchmark, which its compare tool reads; and that
// JSON read again.
#ifndef HARNESS_BENCH_BENCHMARK_JSON_H_
#define HARNESS_BENCH_BENCHMARK_JSON_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/bench/bench_sample.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// Where the times are from.
struct BenchOrigin {
  SummaryMachine machine;
  // Scenario to the digest of what its drills were made of (Summary.inputs_sha256).
  std::map<std::string, std::string> inputs;
};

// Runs one benchmark for each series, whose repetitions take as long as the times say: nothing is
// measured again. A time without an end is a repetition with an error. Names have no number of
// repetitions in them, so that two benches of different length can be compared. Not thread-safe:
// the library has one list of benchmarks. Internal where the library writes no JSON.
absl::StatusOr<std::string> BenchmarkJson(const std::vector<BenchSeries>& series,
                                          const BenchOrigin& origin);

// An earlier bench.
struct BenchBase {
  BenchOrigin origin;
  // By name.
  std::map<std::string, std::vector<double>> times;
};

// `place` is a benchmark.json or the directory that holds one. InvalidArgument, with the remedy,
// where there is none, or it is not one that `bench` wrote.
absl::StatusOr<BenchBase> ReadBenchmarkJson(const std::string& place);

}  // namespace drill

#endif  // HARNESS_BENCH_BENCHMARK_JSON_H_
