// Whether a bench is slower than an earlier one: by the ranks of their times, on one machine.
#ifndef HARNESS_BENCH_BENCH_COMPARE_H_
#define HARNESS_BENCH_BENCH_COMPARE_H_

#include <string>
#include <vector>

#include "harness/bench/bench_sample.h"
#include "harness/bench/benchmark_json.h"

namespace drill {

struct BenchComparison {
  // A line for each series, and what cannot be compared. Each ends with a newline.
  std::string text;
  // A time target's time is shown to be longer than it was.
  bool slower = false;
  // Nothing of it could be compared.
  bool impossible = false;
};

// `targets` are the names of those of the series that have a time target; the others are told only.
BenchComparison CompareBenches(const BenchBase& base, const std::vector<BenchSeries>& series,
                               const BenchOrigin& origin, const std::vector<std::string>& targets);

}  // namespace drill

#endif  // HARNESS_BENCH_BENCH_COMPARE_H_
