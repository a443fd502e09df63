// What the harness's own statistics cost, for samples far larger than any bench makes.
//
//   bazel run //benchmarks:statistics_benchmark
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "benchmarks/smoke.h"
#include "harness/statistics/claim.h"
#include "harness/statistics/growth_choice.h"
#include "harness/statistics/order_statistics.h"
#include "harness/statistics/rank_test.h"

namespace drill {
namespace {

// Some thousand milliseconds each; the same in every run.
std::vector<double> Times(int64_t number, unsigned seed) {
  std::mt19937_64 random(seed);
  std::lognormal_distribution<double> times(9, 0.1);
  std::vector<double> drawn(static_cast<size_t>(number));
  for (double& time : drawn) time = times(random);
  return drawn;
}

std::string Shown(double milliseconds) { return absl::StrCat(milliseconds); }

void Claim(benchmark::State& state) {
  const int runs = static_cast<int>(state.range(0));
  const std::vector<double> times = Times(runs, 1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(ClaimSentence({runs, runs / 100, "9 s"}, 95));
    benchmark::DoNotOptimize(BoundsSentence(times, 95, &Shown));
  }
}

void LookAgain(benchmark::State& state) {
  const int runs = static_cast<int>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(DoubtOfLookingAgain(runs, 0.05, 0.05));
}

void CompareTwo(benchmark::State& state) {
  const std::vector<double> first = Times(state.range(0), 1), second = Times(state.range(0), 2);
  for (auto _ : state) {
    benchmark::DoNotOptimize(CompareRanks(first, second));
    benchmark::DoNotOptimize(TypicalDifference(first, second));
  }
}

void ChooseShape(benchmark::State& state) {
  std::vector<GrowthPoint> points;
  for (int level = 0; level < 4; ++level) {
    for (const double time : Times(state.range(0), static_cast<unsigned>(level)))
      points.push_back({1000.0 * (level + 1), time * (level + 1), level});
  }
  for (auto _ : state) {
    const auto choice = ChooseGrowth(points);
    if (!choice.ok()) return Fail(state, "the points could not be fitted");
  }
}

BENCHMARK(Claim)->Arg(59)->Arg(1000);
BENCHMARK(LookAgain)->Arg(59)->Arg(1000);
BENCHMARK(CompareTwo)->Arg(25)->Arg(1000);
BENCHMARK(ChooseShape)->Arg(3)->Arg(30)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace drill

int main(int argc, char** argv) { return drill::RunBenchmarks(argc, argv); }
