#include "harness/journal/sample.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace drill {
namespace {

constexpr double kDoubt = 0.05;
constexpr size_t kEnoughForP95 = 20;

// P(at least `successes` of `trials`) when each succeeds with probability `p`.
double AtLeast(int successes, int trials, double p) {
  double sum = 0;
  for (int k = successes; k <= trials; ++k) {
    const double log_choose =
        std::lgamma(trials + 1.0) - std::lgamma(k + 1.0) - std::lgamma(trials - k + 1.0);
    sum += std::exp(log_choose + k * std::log(p) + (trials - k) * std::log1p(-p));
  }
  return sum;
}

std::string Seconds(absl::Duration duration) {
  return absl::StrFormat("%.2f s", absl::ToDoubleSeconds(duration));
}

}  // namespace

double LowerConfidenceBound(int successes, int trials) {
  if (successes <= 0 || trials <= 0) return 0;
  // The bound is the probability under which what was seen would just be surprising; AtLeast()
  // grows with it.
  double low = 0, high = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (AtLeast(successes, trials, middle) < kDoubt ? low : high) = middle;
  }
  return low;
}

std::string DescribeSample(std::vector<absl::Duration> recoveries, int drills,
                           absl::Duration target) {
  std::sort(recoveries.begin(), recoveries.end());
  const int met = static_cast<int>(std::count_if(
      recoveries.begin(), recoveries.end(), [&](absl::Duration value) { return value <= target; }));
  std::string text = absl::StrCat(met, " of ", drills, " recovered within ", Seconds(target));
  if (recoveries.size() > 1) {
    absl::StrAppend(&text, "; recovery ", Seconds(recoveries.front()), " at best, ",
                    Seconds(recoveries[recoveries.size() / 2]), " median, ",
                    Seconds(recoveries.back()), " at worst");
  }
  if (recoveries.size() >= kEnoughForP95) {
    const size_t rank =
        static_cast<size_t>(std::ceil(0.95 * static_cast<double>(recoveries.size()))) - 1;
    absl::StrAppend(&text, ", 95th percentile ", Seconds(recoveries[rank]));
  }
  absl::StrAppend(
      &text,
      absl::StrFormat("; at 95 %% confidence this shows that at least %.0f %% of such rollbacks do",
                      std::floor(LowerConfidenceBound(met, drills) * 100)));
  return text;
}

}  // namespace drill
