#include "harness/statistics/rank_test.h"

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::DoubleNear;

constexpr double kNever = std::numeric_limits<double>::infinity();

// Two samples of these sizes of which the second is longer in all pairs but `fewer` of them.
RankTest WithPairs(int first_size, int second_size, int fewer) {
  std::vector<double> first, second;
  for (int i = 0; i < first_size; ++i) first.push_back(100 + i);
  for (int i = 0; i < second_size; ++i) second.push_back(1000 + i);
  // Moves values of the second below so many of the first.
  for (size_t i = 0; fewer > 0; ++i) {
    const int below = fewer < first_size ? fewer : first_size;
    second[i] = first[first_size - below] - 0.5 + 0.01 * static_cast<double>(i);
    fewer -= below;
  }
  return CompareRanks(first, second);
}

TEST(CompareRanksTest, ThreeAgainstThreeIsOneOrderOfTwenty) {
  const RankTest test = CompareRanks({1, 2, 3}, {4, 5, 6});
  EXPECT_TRUE(test.exact);
  EXPECT_EQ(test.u, 9);
  EXPECT_THAT(test.p_longer, DoubleNear(0.05, 1e-12));
  EXPECT_THAT(test.p_shorter, DoubleNear(1, 1e-12));
}

TEST(CompareRanksTest, TheOtherWayRoundIsShorter) {
  const RankTest test = CompareRanks({4, 5, 6}, {1, 2, 3});
  EXPECT_THAT(test.p_shorter, DoubleNear(0.05, 1e-12));
  EXPECT_THAT(test.p_longer, DoubleNear(1, 1e-12));
}

// The critical values of published tables, one-sided at 0.05: as many pairs the other way as stand
// here are still significant, one more is not.
TEST(CompareRanksTest, AgreesWithTheTables) {
  struct Critical {
    int first, second, pairs;
  };
  for (const Critical& one : {Critical{5, 5, 4}, Critical{8, 6, 10}, Critical{10, 10, 27}}) {
    EXPECT_LE(WithPairs(one.first, one.second, one.pairs).p_longer, 0.05) << one.first;
    EXPECT_GT(WithPairs(one.first, one.second, one.pairs + 1).p_longer, 0.05) << one.first;
  }
}

TEST(CompareRanksTest, OneExtremeTimeIsOnlyTheLongest) {
  // A mean would cry out.
  EXPECT_GT(CompareRanks({1, 2, 3, 4, 5}, {1.5, 2.5, 3.5, 4.5, 1e9}).p_longer, 0.2);
}

TEST(CompareRanksTest, EqualTimesCountHalfAndNarrowTheCurve) {
  const RankTest test = CompareRanks({1, 2, 2, 3, 5}, {2, 3, 4, 5, 5, 6});
  EXPECT_FALSE(test.exact);
  EXPECT_EQ(test.u, 23.5);
  // Variance 28.7727 with the ties, 30 without.
  EXPECT_THAT(test.p_longer, DoubleNear(0.067926, 1e-6));
}

TEST(CompareRanksTest, TimesThatAreAllEqualShowNothing) {
  const RankTest test = CompareRanks({2, 2, 2}, {2, 2, 2});
  EXPECT_EQ(test.p_longer, 1);
  EXPECT_EQ(test.p_shorter, 1);
}

TEST(CompareRanksTest, NoEndInTimeIsTheLongestOfAll) {
  EXPECT_THAT(CompareRanks({1, 2, 3}, {4, 5, kNever}).p_longer, DoubleNear(0.05, 1e-12));
  const RankTest both = CompareRanks({1, kNever, kNever}, {2, kNever, kNever});
  EXPECT_FALSE(both.exact);
  EXPECT_EQ(both.u, 2 + 2 + 1 + 0.0);
}

TEST(CompareRanksTest, AnEmptySampleShowsNothing) {
  EXPECT_EQ(CompareRanks({}, {1}).p_longer, 1);
  EXPECT_EQ(CompareRanks({1}, {}).p_shorter, 1);
}

TEST(CompareRanksTest, TheCurveMeetsTheCountedProbabilities) {
  std::mt19937_64 random(3);
  std::lognormal_distribution<double> times(0, 1);
  std::vector<double> first(25), second(25);
  for (double& time : first) time = times(random);
  for (double& time : second) time = times(random) * 1.2;
  const RankTest counted = CompareRanks(first, second);
  ASSERT_TRUE(counted.exact);
  // One pair of equal times is enough for the curve, and moves next to nothing.
  std::sort(first.begin(), first.end());
  first[1] = first[0];
  const RankTest curve = CompareRanks(first, second);
  ASSERT_FALSE(curve.exact);
  EXPECT_THAT(curve.p_longer, DoubleNear(counted.p_longer, 0.03));
}

// Samples of one distribution are called longer in one of twenty cases, not more.
TEST(CompareRanksTest, IsWrongAsOftenAsItSays) {
  std::mt19937_64 random(4);
  std::exponential_distribution<double> times(1);
  int longer = 0;
  const int samples = 2000;
  for (int sample = 0; sample < samples; ++sample) {
    std::vector<double> first(8), second(12);
    for (double& time : first) time = times(random);
    for (double& time : second) time = times(random);
    longer += CompareRanks(first, second).p_longer <= 0.05 ? 1 : 0;
  }
  EXPECT_LE(longer, samples * 0.065);
  EXPECT_GE(longer, samples * 0.03);
}

TEST(LeastProbabilityTest, IsOneOrderOfAll) {
  EXPECT_THAT(LeastProbability(3, 3), DoubleNear(0.05, 1e-12));
  EXPECT_THAT(LeastProbability(2, 3), DoubleNear(0.1, 1e-12));
  EXPECT_THAT(LeastProbability(1, 19), DoubleNear(0.05, 1e-12));
  EXPECT_EQ(LeastProbability(0, 5), 1);
}

TEST(TypicalDifferenceTest, IsTheMedianOfAllPairs) {
  EXPECT_EQ(TypicalDifference({1, 2, 3}, {11, 12, 13}), 10);
  EXPECT_EQ(TypicalDifference({1, 2}, {5, 7}), 4.5);
  EXPECT_EQ(TypicalDifference({1, kNever}, {3}), 2);
  EXPECT_EQ(TypicalDifference({kNever}, {3}), 0);
}

}  // namespace
}  // namespace drill
