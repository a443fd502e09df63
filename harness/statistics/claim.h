// What repeated runs can honestly claim of a time limit, in words, at 95 % confidence.
#ifndef HARNESS_STATISTICS_CLAIM_H_
#define HARNESS_STATISTICS_CLAIM_H_

#include <string>
#include <vector>

#include "harness/statistics/order_statistics.h"

namespace drill {

// Of 95 % confidence.
inline constexpr double kClaimDoubt = 0.05;

// How many runs kept to a limit.
struct LimitSample {
  int runs = 0;
  // Runs that took longer, or had no end in time.
  int misses = 0;
  // As a reader sees it: "30.00 s".
  std::string limit;
};

// The share of runs beyond a percentile: 0.05 of 95.
double TailOf(int percent);

QuantileAnswer JudgePercentile(const LimitSample& sample, int percent);

// "p95 within 30.00 s: 59 drills, 0 misses, 95 % confidence"; "p95 not within …"; where the sample
// shows neither "p95 within 30.00 s: insufficient samples (5 drills, 0 misses); 54 more without a
// miss would show it".
std::string ClaimSentence(const LimitSample& sample, int percent);

// The highest of the median, p90, p95 and p99 that the sample shows to be within the limit: "5
// drills: the median is within 30.00 s". Where it shows none: "5 drills, 3 misses: insufficient
// samples for any claim".
std::string StrongestClaim(const LimitSample& sample);

// "p95 lies between 3.10 s and 8.30 s", of times in their order, the shortest first; `shown` writes
// one, in milliseconds. One bound alone where the sample is too small for the other; empty where it
// is for both. An infinite time is one that had no end in time.
std::string BoundsSentence(const std::vector<double>& times_ms, int percent,
                           std::string (*shown)(double milliseconds));

// Of a sample that was looked at after each run and ended when it was decided: what that costs of
// the confidence. Empty where it costs nothing that shows: the confidence is still 95 %, rounded.
std::string LookedAtAgain(const LimitSample& sample, int percent);

}  // namespace drill

#endif  // HARNESS_STATISTICS_CLAIM_H_
