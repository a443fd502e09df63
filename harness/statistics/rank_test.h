// Whether one sample's times tend to be longer than another's: by ranks (Mann and Whitney), with no
// assumption on how the times are distributed.
#ifndef HARNESS_STATISTICS_RANK_TEST_H_
#define HARNESS_STATISTICS_RANK_TEST_H_

#include <vector>

namespace drill {

struct RankTest {
  // Pairs, of a time of each sample, in which the second is the longer one; equal ones count half.
  double u = 0;
  // How probable as much of a difference is by chance where both samples are of the same
  // distribution: that the second is longer, or shorter.
  double p_longer = 1;
  double p_shorter = 1;
  // Counted over all orders. False: by the normal distribution, corrected for equal times.
  bool exact = false;
};

// Infinite times are allowed: no end in time. Counts all orders for samples of up to 25 each
// without equal times. Empty samples: nothing is shown (1 and 1).
RankTest CompareRanks(const std::vector<double>& first, const std::vector<double>& second);

// The least p_longer that samples of these sizes can have. Above 0.05 they show nothing, whatever
// is in them.
double LeastProbability(int first, int second);

// By how much the second is longer: the median of the differences of all pairs (Hodges and
// Lehmann). Infinite times are left out; 0 where nothing is left.
double TypicalDifference(const std::vector<double>& first, const std::vector<double>& second);

}  // namespace drill

#endif  // HARNESS_STATISTICS_RANK_TEST_H_
