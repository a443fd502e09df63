// Sums of the binomial distribution: how often something happens in independent trials.
#ifndef HARNESS_STATISTICS_BINOMIAL_H_
#define HARNESS_STATISTICS_BINOMIAL_H_

namespace drill {

// The probability that it happens at most `most` times in `trials`, when it happens with
// probability `p` in each. 0 <= p <= 1.
double BinomialAtMost(int most, int trials, double p);

// The same of at least `least` times. Exact to some 12 digits also where it is next to nothing.
double BinomialAtLeast(int least, int trials, double p);

}  // namespace drill

#endif  // HARNESS_STATISTICS_BINOMIAL_H_
