#include "harness/statistics/binomial.h"

#include <algorithm>
#include <cmath>

namespace drill {
namespace {

// The sum of the probabilities of `from` to `to` times, both inclusive.
double Between(int from, int to, int trials, double p) {
  from = std::max(from, 0);
  to = std::min(to, trials);
  if (from > to) return 0;
  // The logarithms below have no value at these two.
  if (p <= 0) return from == 0 ? 1 : 0;
  if (p >= 1) return to == trials ? 1 : 0;
  const double log_p = std::log(p);
  const double log_not_p = std::log1p(-p);
  double sum = 0;
  for (int k = from; k <= to; ++k) {
    const double log_choose =
        std::lgamma(trials + 1.0) - std::lgamma(k + 1.0) - std::lgamma(trials - k + 1.0);
    sum += std::exp(log_choose + k * log_p + (trials - k) * log_not_p);
  }
  return std::min(sum, 1.0);
}

}  // namespace

double BinomialAtMost(int most, int trials, double p) { return Between(0, most, trials, p); }

double BinomialAtLeast(int least, int trials, double p) {
  return Between(least, trials, trials, p);
}

}  // namespace drill
