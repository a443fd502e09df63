#include "harness/statistics/claim.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/base/plural.h"

namespace drill {
namespace {

constexpr std::array<int, 4> kStrongestFirst = {99, 95, 90, 50};

std::string Counts(const LimitSample& sample) {
  return absl::StrCat(Counted(sample.runs, "drill"), ", ",
                      Counted(sample.misses, "miss", "misses"));
}

std::string NameOf(int percent) {
  return percent == 50 ? "the median" : absl::StrCat("p", percent);
}

// The time of that rank; empty where there is none, or it is not known.
std::string AtRank(const std::vector<double>& times_ms, std::optional<int> rank,
                   std::string (*shown)(double)) {
  if (!rank) return "";
  const double time = times_ms[static_cast<size_t>(*rank - 1)];
  return std::isinf(time) ? "" : shown(time);
}

}  // namespace

double TailOf(int percent) { return (100 - percent) / 100.0; }

QuantileAnswer JudgePercentile(const LimitSample& sample, int percent) {
  return JudgeQuantile(sample.runs, sample.misses, TailOf(percent), kClaimDoubt);
}

std::string ClaimSentence(const LimitSample& sample, int percent) {
  const std::string name = absl::StrCat("p", percent);
  switch (JudgePercentile(sample, percent)) {
    case QuantileAnswer::kWithin:
      return absl::StrCat(name, " within ", sample.limit, ": ", Counts(sample),
                          ", 95 % confidence");
    case QuantileAnswer::kBeyond:
      return absl::StrCat(name, " not within ", sample.limit, ": ", Counts(sample),
                          ", 95 % confidence");
    case QuantileAnswer::kUndecided:
      break;
  }
  const int more = RunsNeeded(sample.misses, TailOf(percent), kClaimDoubt) - sample.runs;
  return absl::StrCat(name, " within ", sample.limit, ": insufficient samples (", Counts(sample),
                      "); ", more, " more without a miss would show it");
}

std::string StrongestClaim(const LimitSample& sample) {
  for (const int percent : kStrongestFirst) {
    if (JudgePercentile(sample, percent) != QuantileAnswer::kWithin) continue;
    return absl::StrCat(Counted(sample.runs, "drill"), ": ", NameOf(percent), " is within ",
                        sample.limit);
  }
  return absl::StrCat(Counts(sample), ": insufficient samples for any claim");
}

std::string BoundsSentence(const std::vector<double>& times_ms, int percent,
                           std::string (*shown)(double)) {
  const int runs = static_cast<int>(times_ms.size());
  const double tail = TailOf(percent);
  const std::string low = AtRank(times_ms, LowerRank(runs, tail, kClaimDoubt), shown);
  const std::string high = AtRank(times_ms, UpperRank(runs, tail, kClaimDoubt), shown);
  if (low.empty() && high.empty()) return "";
  if (low.empty()) return absl::StrCat(NameOf(percent), " is ", high, " at most");
  if (high.empty()) return absl::StrCat(NameOf(percent), " is ", low, " at least");
  return absl::StrCat(NameOf(percent), " lies between ", low, " and ", high);
}

std::string LookedAtAgain(const LimitSample& sample, int percent) {
  const double doubt = DoubtOfLookingAgain(sample.runs, TailOf(percent), kClaimDoubt);
  const double confidence = 100 * (1 - doubt);
  if (confidence >= 94.95) return "";
  return absl::StrFormat(
      "the sample was looked at after each drill: of a procedure that is just not good enough, "
      "%.1f %% of such samples end without this claim, not 95 %%; --repeat %d fixes the number "
      "beforehand",
      confidence, sample.runs);
}

}  // namespace drill
