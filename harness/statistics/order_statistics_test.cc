#include "harness/statistics/order_statistics.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/statistics/binomial.h"

namespace drill {
namespace {

using ::testing::DoubleNear;
using ::testing::Optional;

constexpr double kDoubt = 0.05;
constexpr double kP50 = 0.5, kP90 = 0.1, kP95 = 0.05, kP99 = 0.01;

// The numbers of published tables of one-sided 95 % tolerance limits (Wilks).
TEST(RunsNeededTest, AreThoseOfTheTables) {
  EXPECT_EQ(RunsNeeded(0, kP50, kDoubt), 5);
  EXPECT_EQ(RunsNeeded(0, kP90, kDoubt), 29);
  EXPECT_EQ(RunsNeeded(0, kP95, kDoubt), 59);
  EXPECT_EQ(RunsNeeded(0, kP99, kDoubt), 299);
}

TEST(RunsNeededTest, AMissCostsAboutHalfAsManyAgain) {
  EXPECT_EQ(RunsNeeded(1, kP50, kDoubt), 8);
  EXPECT_EQ(RunsNeeded(1, kP90, kDoubt), 46);
  EXPECT_EQ(RunsNeeded(1, kP95, kDoubt), 93);
  EXPECT_EQ(RunsNeeded(1, kP99, kDoubt), 473);
  EXPECT_EQ(RunsNeeded(2, kP50, kDoubt), 11);
  EXPECT_EQ(RunsNeeded(2, kP90, kDoubt), 61);
  EXPECT_EQ(RunsNeeded(2, kP95, kDoubt), 124);
  EXPECT_EQ(RunsNeeded(2, kP99, kDoubt), 628);
}

// No search, no logarithms: each number is the first at which the probability is small enough.
TEST(RunsNeededTest, AreTheFewest) {
  for (const double tail : {kP50, kP90, kP95, kP99}) {
    for (int misses = 0; misses < 5; ++misses) {
      const int runs = RunsNeeded(misses, tail, kDoubt);
      EXPECT_LE(BinomialAtMost(misses, runs, tail), kDoubt) << tail << " " << misses;
      EXPECT_GT(BinomialAtMost(misses, runs - 1, tail), kDoubt) << tail << " " << misses;
    }
  }
}

TEST(JudgeQuantileTest, IsWithinFromTheRunsThatAreNeededOn) {
  EXPECT_EQ(JudgeQuantile(58, 0, kP95, kDoubt), QuantileAnswer::kUndecided);
  EXPECT_EQ(JudgeQuantile(59, 0, kP95, kDoubt), QuantileAnswer::kWithin);
  EXPECT_EQ(JudgeQuantile(92, 1, kP95, kDoubt), QuantileAnswer::kUndecided);
  EXPECT_EQ(JudgeQuantile(93, 1, kP95, kDoubt), QuantileAnswer::kWithin);
}

TEST(JudgeQuantileTest, IsBeyondWhereSoManyMissesCannotBeChance) {
  // P(2 or more of 2) = 0.0025; P(2 or more of 7) = 0.0444, of 8 = 0.0572.
  EXPECT_EQ(JudgeQuantile(2, 2, kP95, kDoubt), QuantileAnswer::kBeyond);
  EXPECT_EQ(JudgeQuantile(7, 2, kP95, kDoubt), QuantileAnswer::kBeyond);
  EXPECT_EQ(JudgeQuantile(8, 2, kP95, kDoubt), QuantileAnswer::kUndecided);
  EXPECT_EQ(JudgeQuantile(5, 5, kP50, kDoubt), QuantileAnswer::kBeyond);
  EXPECT_EQ(JudgeQuantile(4, 4, kP50, kDoubt), QuantileAnswer::kUndecided);
}

// It happens in one of twenty first runs of a procedure that is just good enough.
TEST(JudgeQuantileTest, OneMissIsNoProof) {
  EXPECT_EQ(JudgeQuantile(1, 1, kP95, kDoubt), QuantileAnswer::kUndecided);
  EXPECT_EQ(JudgeQuantile(1, 1, kP99, kDoubt), QuantileAnswer::kBeyond);
}

TEST(JudgeQuantileTest, NoRunSaysNothing) {
  EXPECT_EQ(JudgeQuantile(0, 0, kP50, kDoubt), QuantileAnswer::kUndecided);
}

TEST(MissesAllowedTest, IsTheOtherSideOfTheRunsNeeded) {
  EXPECT_EQ(MissesAllowed(58, kP95, kDoubt), std::nullopt);
  EXPECT_THAT(MissesAllowed(59, kP95, kDoubt), Optional(0));
  EXPECT_THAT(MissesAllowed(123, kP95, kDoubt), Optional(1));
  EXPECT_THAT(MissesAllowed(124, kP95, kDoubt), Optional(2));
}

TEST(RanksTest, TheLongestOf59BoundsP95) {
  EXPECT_EQ(UpperRank(58, kP95, kDoubt), std::nullopt);
  EXPECT_THAT(UpperRank(59, kP95, kDoubt), Optional(59));
  EXPECT_THAT(UpperRank(93, kP95, kDoubt), Optional(92));
}

TEST(RanksTest, OfTheMedianTheyLieOppositeEachOther) {
  EXPECT_EQ(LowerRank(4, kP50, kDoubt), std::nullopt);
  EXPECT_THAT(LowerRank(5, kP50, kDoubt), Optional(1));
  EXPECT_THAT(UpperRank(5, kP50, kDoubt), Optional(5));
  EXPECT_THAT(LowerRank(20, kP50, kDoubt), Optional(6));
  EXPECT_THAT(UpperRank(20, kP50, kDoubt), Optional(15));
}

// How often the two bounds hold, in samples that are drawn: the one property that counts.
TEST(RanksTest, HoldAsOftenAsTheySay) {
  std::mt19937_64 random(1);
  std::exponential_distribution<double> times(1);
  const double p90 = -std::log(0.1);
  const int runs = 60, samples = 4000;
  int below = 0, above = 0;
  for (int sample = 0; sample < samples; ++sample) {
    std::vector<double> drawn(runs);
    for (double& time : drawn) time = times(random);
    std::sort(drawn.begin(), drawn.end());
    above += drawn[*UpperRank(runs, kP90, kDoubt) - 1] >= p90 ? 1 : 0;
    below += drawn[*LowerRank(runs, kP90, kDoubt) - 1] <= p90 ? 1 : 0;
  }
  EXPECT_GE(above, samples * 0.94);
  EXPECT_GE(below, samples * 0.94);
  // Bounds that always hold would bound nothing.
  EXPECT_LT(above, samples);
  EXPECT_LT(below, samples);
}

TEST(LowerShareTest, AllSuccessesIsTheNthRootOfTheDoubt) {
  EXPECT_THAT(LowerShare(1, 1, kDoubt), DoubleNear(0.05, 1e-6));
  EXPECT_THAT(LowerShare(10, 10, kDoubt), DoubleNear(0.7411, 1e-4));
}

TEST(LowerShareTest, MatchesTheTableForOneFailure) {
  EXPECT_THAT(LowerShare(9, 10, kDoubt), DoubleNear(0.6058, 1e-4));
}

TEST(LowerShareTest, NothingIsClaimedWithoutASuccess) {
  EXPECT_EQ(LowerShare(0, 10, kDoubt), 0);
  EXPECT_EQ(LowerShare(0, 0, kDoubt), 0);
}

TEST(DoubtOfLookingAgainTest, TheFirstChanceIsTheOneOfAFixedSample) {
  EXPECT_EQ(DoubtOfLookingAgain(58, kP95, kDoubt), 0);
  EXPECT_THAT(DoubtOfLookingAgain(59, kP95, kDoubt), DoubleNear(std::pow(0.95, 59), 1e-12));
}

// Undecided at 59 with one miss, which was not the first of all runs but may be; then none in 34.
TEST(DoubtOfLookingAgainTest, EachFurtherChanceAddsToIt) {
  const double second = 59 * 0.05 * std::pow(0.95, 58) * std::pow(0.95, 34);
  EXPECT_THAT(DoubtOfLookingAgain(93, kP95, kDoubt),
              DoubleNear(std::pow(0.95, 59) + second, 1e-12));
}

TEST(DoubtOfLookingAgainTest, IsHowOftenADrawnSampleIsWronglyTakenForWithin) {
  std::mt19937_64 random(2);
  std::bernoulli_distribution miss(kP90);
  const int samples = 4000, most = 100;
  int wrong = 0;
  for (int sample = 0; sample < samples; ++sample) {
    int misses = 0;
    for (int run = 1; run <= most; ++run) {
      misses += miss(random) ? 1 : 0;
      const QuantileAnswer answer = JudgeQuantile(run, misses, kP90, kDoubt);
      if (answer == QuantileAnswer::kUndecided) continue;
      wrong += answer == QuantileAnswer::kWithin ? 1 : 0;
      break;
    }
  }
  EXPECT_THAT(static_cast<double>(wrong) / samples,
              DoubleNear(DoubtOfLookingAgain(most, kP90, kDoubt), 0.015));
}

}  // namespace
}  // namespace drill
