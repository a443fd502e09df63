#include "harness/statistics/binomial.h"

#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::DoubleNear;

TEST(BinomialTest, IsWhatCoinsDo) {
  EXPECT_THAT(BinomialAtMost(0, 3, 0.5), DoubleNear(0.125, 1e-12));
  EXPECT_THAT(BinomialAtMost(1, 3, 0.5), DoubleNear(0.5, 1e-12));
  EXPECT_THAT(BinomialAtLeast(2, 3, 0.5), DoubleNear(0.5, 1e-12));
  EXPECT_THAT(BinomialAtLeast(3, 3, 0.5), DoubleNear(0.125, 1e-12));
}

TEST(BinomialTest, BothSidesTogetherAreCertain) {
  for (const double p : {0.01, 0.05, 0.5, 0.9}) {
    for (int k = 0; k < 60; ++k)
      EXPECT_THAT(BinomialAtMost(k, 60, p) + BinomialAtLeast(k + 1, 60, p), DoubleNear(1, 1e-12));
  }
}

TEST(BinomialTest, WhatNeverHappensAndWhatAlwaysDoes) {
  EXPECT_EQ(BinomialAtMost(0, 10, 0), 1);
  EXPECT_EQ(BinomialAtLeast(1, 10, 0), 0);
  EXPECT_EQ(BinomialAtLeast(10, 10, 1), 1);
  EXPECT_EQ(BinomialAtMost(9, 10, 1), 0);
}

TEST(BinomialTest, OutsideOfTheTrialsThereIsNothing) {
  EXPECT_EQ(BinomialAtMost(-1, 10, 0.5), 0);
  EXPECT_EQ(BinomialAtMost(10, 10, 0.5), 1);
  EXPECT_EQ(BinomialAtLeast(11, 10, 0.5), 0);
  EXPECT_EQ(BinomialAtLeast(0, 10, 0.5), 1);
}

TEST(BinomialTest, ATailThatIsNextToNothingKeepsItsDigits) {
  EXPECT_THAT(BinomialAtLeast(100, 100, 0.01) / 1e-200, DoubleNear(1, 1e-9));
  EXPECT_THAT(BinomialAtMost(0, 1000, 0.5) / std::pow(2.0, -1000), DoubleNear(1, 1e-9));
}

}  // namespace
}  // namespace drill
