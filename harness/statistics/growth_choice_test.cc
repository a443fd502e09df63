#include "harness/statistics/growth_choice.h"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::DoubleNear;
using ::testing::Ge;
using ::testing::Optional;

// Times of a shape at these sizes, `runs` each, with noise of so much of each time.
std::vector<GrowthPoint> Times(GrowthShape shape, const std::vector<double>& sizes, int runs,
                               double noise) {
  std::mt19937_64 random(6);
  std::normal_distribution<double> around(1, noise);
  std::vector<GrowthPoint> points;
  int level = 0;
  for (const double size : sizes) {
    const double term = shape == GrowthShape::kLinear ? size : size * std::log(size) / 10;
    for (int run = 0; run < runs; ++run)
      points.push_back({size, (2000 + 0.01 * term) * around(random), level});
    ++level;
  }
  return points;
}

const std::vector<double> kSizes = {1e4, 1e5, 1e6, 1e7};

TEST(ChooseGrowthTest, TellsTheShapesApart) {
  for (const GrowthShape shape : {GrowthShape::kLinear, GrowthShape::kNLogN}) {
    const auto choice = ChooseGrowth(Times(shape, kSizes, 4, 0.003));
    ASSERT_THAT(choice, IsOk());
    EXPECT_EQ(choice->fit.shape, shape);
    EXPECT_NE(choice->other.shape, shape);
    EXPECT_THAT(choice->sure, Optional(Ge(0.95)));
    EXPECT_TRUE(choice->is_sure());
  }
}

TEST(ChooseGrowthTest, IsNotSureWhereTheTimesAreWild) {
  const auto choice = ChooseGrowth(Times(GrowthShape::kNLogN, {1e4, 2e4, 4e4}, 4, 0.3));
  ASSERT_THAT(choice, IsOk());
  ASSERT_TRUE(choice->sure.has_value());
  EXPECT_FALSE(choice->is_sure());
}

TEST(ChooseGrowthTest, CannotTellHowSureItIsFromTooLittle) {
  const auto two_sizes = ChooseGrowth(Times(GrowthShape::kLinear, {1e4, 1e5}, 4, 0.01));
  ASSERT_THAT(two_sizes, IsOk());
  EXPECT_FALSE(two_sizes->sure.has_value());
  // Both shapes go through two means: the simpler one.
  EXPECT_EQ(two_sizes->fit.shape, GrowthShape::kLinear);
  const auto one_time_each = ChooseGrowth(Times(GrowthShape::kLinear, kSizes, 1, 0.01));
  ASSERT_THAT(one_time_each, IsOk());
  EXPECT_FALSE(one_time_each->sure.has_value());
}

TEST(ChooseGrowthTest, TheSameTimesHaveTheSameAnswer) {
  const auto points = Times(GrowthShape::kNLogN, {1e4, 1e5, 1e6}, 3, 0.1);
  EXPECT_EQ(ChooseGrowth(points)->sure, ChooseGrowth(points)->sure);
}

TEST(ChooseGrowthTest, WhatIsNotSureIsToldForBothShapes) {
  auto choice = ChooseGrowth(Times(GrowthShape::kLinear, {1e4, 1e5}, 4, 0.01));
  ASSERT_THAT(choice, IsOk());
  const Interval both = NewTimesAt(*choice, 1e7, 1);
  EXPECT_LE(both.low, NewTimesAt(choice->fit, 1e7, 1).low);
  EXPECT_GE(both.high, NewTimesAt(choice->other, 1e7, 1).high);
  const auto crossing = CrossingOf(*choice, 100'000);
  ASSERT_TRUE(crossing.has_value());
  const auto linear = CrossingOf(choice->fit, 100'000);
  ASSERT_TRUE(linear.has_value());
  EXPECT_LT(crossing->from, linear->from);
  EXPECT_EQ(crossing->at, linear->at);
  choice->sure = 1;
  EXPECT_EQ(NewTimesAt(*choice, 1e7, 1).high, NewTimesAt(choice->fit, 1e7, 1).high);
  EXPECT_EQ(CrossingOf(*choice, 100'000)->from, linear->from);
}

TEST(PredictLargestTest, ComesTrueForTimesOfItsShape) {
  const auto prediction = PredictLargest(Times(GrowthShape::kLinear, {1e4, 1e5, 1e6}, 3, 0.01));
  ASSERT_THAT(prediction, IsOk());
  EXPECT_EQ(prediction->size, 1e6);
  EXPECT_THAT(prediction->measured, DoubleNear(12000, 300));
  EXPECT_TRUE(prediction->holds()) << prediction->interval.low << " " << prediction->interval.high;
}

TEST(PredictLargestTest, IsFoundWrongWhereTheTimesTurnAside) {
  auto points = Times(GrowthShape::kLinear, {1e4, 1e5, 2e5}, 3, 0.01);
  for (GrowthPoint& point : points)
    if (point.level == 2) point.time *= 5;
  const auto prediction = PredictLargest(points);
  ASSERT_THAT(prediction, IsOk());
  EXPECT_FALSE(prediction->holds());
}

TEST(PredictLargestTest, TheLargestNeedNotComeLast) {
  auto points = Times(GrowthShape::kLinear, {1e6, 1e4, 1e5}, 3, 0.01);
  const auto prediction = PredictLargest(points);
  ASSERT_THAT(prediction, IsOk());
  EXPECT_EQ(prediction->size, 1e6);
}

TEST(PredictLargestTest, NeedsTwoSizesAndThreeTimesBelow) {
  EXPECT_THAT(PredictLargest(Times(GrowthShape::kLinear, {1e4, 1e5}, 3, 0.01)).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(PredictLargest(Times(GrowthShape::kLinear, {1e4, 1e5, 1e6}, 1, 0.01)).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace drill
