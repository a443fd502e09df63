#include "harness/statistics/order_statistics.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "harness/statistics/binomial.h"

namespace drill {
namespace {

// By how much sums of probabilities may be off. One that equals the doubt counts as within it.
constexpr double kRounding = 1e-12;

bool IsWithin(int runs, int misses, double tail, double doubt) {
  return BinomialAtMost(misses, runs, tail) <= doubt + kRounding;
}

}  // namespace

QuantileAnswer JudgeQuantile(int runs, int misses, double tail, double doubt) {
  if (runs <= 0) return QuantileAnswer::kUndecided;
  if (IsWithin(runs, misses, tail, doubt)) return QuantileAnswer::kWithin;
  // The share's lower bound must be above the tail, not at it: one run that missed shows nothing of
  // p95.
  if (BinomialAtLeast(misses, runs, tail) < doubt - kRounding) return QuantileAnswer::kBeyond;
  return QuantileAnswer::kUndecided;
}

int RunsNeeded(int misses, double tail, double doubt) {
  // The probability falls with the number of runs: double it until it is small enough, then halve.
  int high = misses + 1;
  while (!IsWithin(high, misses, tail, doubt)) high *= 2;
  int low = misses;
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (IsWithin(middle, misses, tail, doubt) ? high : low) = middle;
  }
  return high;
}

std::optional<int> MissesAllowed(int runs, double tail, double doubt) {
  int misses = -1;
  while (misses + 1 < runs && IsWithin(runs, misses + 1, tail, doubt)) ++misses;
  if (misses < 0) return std::nullopt;
  return misses;
}

std::optional<int> UpperRank(int runs, double tail, double doubt) {
  const std::optional<int> misses = MissesAllowed(runs, tail, doubt);
  if (!misses) return std::nullopt;
  return runs - *misses;
}

std::optional<int> LowerRank(int runs, double tail, double doubt) {
  // The k-th time is beyond the quantile only where fewer than k of the runs are within it.
  int rank = 0;
  while (rank < runs && BinomialAtMost(rank, runs, 1 - tail) <= doubt + kRounding) ++rank;
  if (rank == 0) return std::nullopt;
  return rank;
}

double LowerShare(int successes, int trials, double doubt) {
  if (successes <= 0 || trials <= 0) return 0;
  // The bound is the share under which what was seen would just be surprising; the probability of
  // it grows with the share.
  double low = 0, high = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (BinomialAtLeast(successes, trials, middle) < doubt ? low : high) = middle;
  }
  return low;
}

double DoubtOfLookingAgain(int runs, double tail, double doubt) {
  // The probability to be still undecided, by the number of misses so far.
  std::vector<double> undecided = {1};
  double taken_for_within = 0;
  for (int run = 1; run <= runs; ++run) {
    std::vector<double> next(undecided.size() + 1, 0);
    for (size_t misses = 0; misses < undecided.size(); ++misses) {
      next[misses] += undecided[misses] * (1 - tail);
      next[misses + 1] += undecided[misses] * tail;
    }
    for (size_t misses = 0; misses < next.size(); ++misses) {
      if (next[misses] == 0) continue;
      const QuantileAnswer answer = JudgeQuantile(run, static_cast<int>(misses), tail, doubt);
      if (answer == QuantileAnswer::kWithin) taken_for_within += next[misses];
      if (answer != QuantileAnswer::kUndecided) next[misses] = 0;
    }
    while (!next.empty() && next.back() == 0) next.pop_back();
    undecided = std::move(next);
  }
  return taken_for_within;
}

}  // namespace drill
