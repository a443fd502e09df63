// What a sample shows of a quantile, by its order alone: nothing is assumed of how the times are
// distributed but that the runs are independent of each other and alike.
//
// Throughout, `tail` is the share of runs that the quantile leaves beyond itself, 0.05 of p95, and
// `doubt` what is left of the confidence, 0.05 of 95 %. A miss is a run beyond the limit.
#ifndef HARNESS_STATISTICS_ORDER_STATISTICS_H_
#define HARNESS_STATISTICS_ORDER_STATISTICS_H_

#include <optional>

namespace drill {

enum class QuantileAnswer {
  // The runs are too few to tell.
  kUndecided,
  // The quantile is within the limit.
  kWithin,
  // It is not: even the least share of misses that explains the sample is above `tail`.
  kBeyond,
};

// Whether `misses` of `runs` show that the quantile is within the limit, or that it is not.
QuantileAnswer JudgeQuantile(int runs, int misses, double tail, double doubt);

// The fewest runs of which so many misses still show that the quantile is within the limit.
int RunsNeeded(int misses, double tail, double doubt);

// The most misses with which `runs` show that; nullopt where they do not even without a miss.
std::optional<int> MissesAllowed(int runs, double tail, double doubt);

// Ranks (1 is the shortest) between which the quantile lies: the times of these ranks are bounds of
// it, each with that confidence. nullopt where the sample is too small for the bound.
std::optional<int> LowerRank(int runs, double tail, double doubt);
std::optional<int> UpperRank(int runs, double tail, double doubt);

// Lower bound for the share of successes after `successes` of `trials` (Clopper and Pearson). 0
// where there was no success or no trial.
double LowerShare(int successes, int trials, double doubt);

// The doubt of a sample that was looked at after every run, up to `runs` of them, and ended as soon
// as it was decided: how often a share of misses that is just too high would be taken for one
// within `tail`. More than `doubt`, since there is more than one chance.
double DoubtOfLookingAgain(int runs, double tail, double doubt);

}  // namespace drill

#endif  // HARNESS_STATISTICS_ORDER_STATISTICS_H_
