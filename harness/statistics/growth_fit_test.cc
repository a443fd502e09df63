#include "harness/statistics/growth_fit.h"

#include <cmath>
#include <cstddef>
#include <optional>
#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::DoubleNear;

// 2 + 3 * size at four sizes, each time moved by what stands there.
std::vector<GrowthPoint> Line(const std::vector<double>& moved) {
  std::vector<GrowthPoint> points;
  for (int i = 0; i < 4; ++i)
    points.push_back({10.0 * (i + 1), 2 + 30.0 * (i + 1) + moved[static_cast<size_t>(i)], i});
  return points;
}

TEST(FitGrowthTest, FindsTheLineThatPointsLieOn) {
  const auto fit = FitGrowth(Line({0, 0, 0, 0}), GrowthShape::kLinear);
  ASSERT_THAT(fit, IsOk());
  EXPECT_THAT(fit->constant, DoubleNear(2, 1e-9));
  EXPECT_THAT(fit->slope, DoubleNear(3, 1e-9));
  EXPECT_THAT(fit->deviation, DoubleNear(0, 1e-9));
  EXPECT_THAT(TimeAt(*fit, 100), DoubleNear(302, 1e-9));
}

TEST(FitGrowthTest, FindsTheCurveThatPointsLieOn) {
  std::vector<GrowthPoint> points;
  for (const double size : {1e3, 1e4, 1e5})
    points.push_back({size, 7 + 0.5 * size * std::log(size), static_cast<int>(points.size())});
  const auto fit = FitGrowth(points, GrowthShape::kNLogN);
  ASSERT_THAT(fit, IsOk());
  EXPECT_THAT(fit->constant, DoubleNear(7, 1e-6));
  EXPECT_THAT(fit->slope, DoubleNear(0.5, 1e-12));
}

TEST(FitGrowthTest, OneSizeSaysNothingOfGrowth) {
  EXPECT_THAT(FitGrowth({{10, 1, 0}, {10, 2, 0}}, GrowthShape::kLinear).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(FitGrowth({{10, 1, 0}, {10, 2, 1}}, GrowthShape::kLinear).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(FitGrowth({}, GrowthShape::kLinear).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

// Worked by hand: the mean of sizes is 25, their spread 500; residuals 1, -1, -1, 1 are of no
// slope, the deviation is sqrt(4 / 2).
TEST(CurveAtTest, IsTheTextbooksInterval) {
  const auto fit = FitGrowth(Line({1, -1, -1, 1}), GrowthShape::kLinear);
  ASSERT_THAT(fit, IsOk());
  EXPECT_THAT(fit->deviation, DoubleNear(std::sqrt(2.0), 1e-9));
  const double half = 4.302653 * std::sqrt(2.0) * std::sqrt(0.25 + 225.0 / 500);
  EXPECT_THAT(CurveAt(*fit, 40).low, DoubleNear(122 - half, 1e-4));
  EXPECT_THAT(CurveAt(*fit, 40).high, DoubleNear(122 + half, 1e-4));
  const double one = 4.302653 * std::sqrt(2.0) * std::sqrt(1 + 0.25 + 225.0 / 500);
  EXPECT_THAT(NewTimesAt(*fit, 40, 1).high, DoubleNear(122 + one, 1e-4));
}

TEST(CurveAtTest, TwoPointsHaveNoInterval) {
  const auto fit = FitGrowth({{10, 1, 0}, {20, 2, 1}}, GrowthShape::kLinear);
  ASSERT_THAT(fit, IsOk());
  EXPECT_TRUE(std::isinf(CurveAt(*fit, 15).high));
  EXPECT_FALSE(GrowthIsShown(*fit));
}

TEST(GrowthIsShownTest, NotByChance) {
  const auto steep = FitGrowth(Line({1, -1, -1, 1}), GrowthShape::kLinear);
  ASSERT_THAT(steep, IsOk());
  EXPECT_TRUE(GrowthIsShown(*steep));
  const auto wild = FitGrowth(Line({90, -90, -90, 90}), GrowthShape::kLinear);
  ASSERT_THAT(wild, IsOk());
  EXPECT_FALSE(GrowthIsShown(*wild));
  EXPECT_EQ(CrossingOf(*wild, 500), std::nullopt);
  const auto falling = FitGrowth({{10, 9, 0}, {20, 5, 1}, {30, 1, 2}}, GrowthShape::kLinear);
  ASSERT_THAT(falling, IsOk());
  EXPECT_FALSE(GrowthIsShown(*falling));
}

TEST(CrossingOfTest, IsWhereCurveAndIntervalReachTheLimit) {
  const auto fit = FitGrowth(Line({1, -1, -1, 1}), GrowthShape::kLinear);
  ASSERT_THAT(fit, IsOk());
  const auto crossing = CrossingOf(*fit, 302);
  ASSERT_TRUE(crossing.has_value());
  EXPECT_THAT(crossing->at, DoubleNear(100, 1e-5));
  EXPECT_LT(crossing->from, 100);
  EXPECT_GT(crossing->to, 100);
  EXPECT_THAT(CurveAt(*fit, crossing->from).high, DoubleNear(302, 1e-4));
  EXPECT_THAT(CurveAt(*fit, crossing->to).low, DoubleNear(302, 1e-4));
}

TEST(CrossingOfTest, ALimitBelowTheConstantIsAlwaysMissed) {
  const auto fit = FitGrowth(Line({0, 0, 0, 0}), GrowthShape::kLinear);
  ASSERT_THAT(fit, IsOk());
  const auto crossing = CrossingOf(*fit, 1);
  ASSERT_TRUE(crossing.has_value());
  EXPECT_EQ(crossing->at, 0);
}

// How often the intervals hold, in times that are drawn: the one property that counts.
TEST(IntervalsTest, HoldAsOftenAsTheySay) {
  std::mt19937_64 random(5);
  std::normal_distribution<double> noise(0, 3);
  const int samples = 2000;
  int curve = 0, new_time = 0, crossed = 0;
  for (int sample = 0; sample < samples; ++sample) {
    std::vector<GrowthPoint> points;
    for (int level = 0; level < 3; ++level) {
      for (int run = 0; run < 3; ++run)
        points.push_back(
            {100.0 * (level + 1), 20 + 0.5 * 100 * (level + 1) + noise(random), level});
    }
    const auto fit = FitGrowth(points, GrowthShape::kLinear);
    ASSERT_THAT(fit, IsOk());
    const Interval at_1000 = CurveAt(*fit, 1000);
    curve += at_1000.low <= 520 && 520 <= at_1000.high ? 1 : 0;
    const Interval one = NewTimesAt(*fit, 1000, 1);
    const double time = 520 + noise(random);
    new_time += one.low <= time && time <= one.high ? 1 : 0;
    const auto crossing = CrossingOf(*fit, 520);
    ASSERT_TRUE(crossing.has_value());
    crossed += crossing->from <= 1000 && 1000 <= crossing->to ? 1 : 0;
  }
  EXPECT_THAT(static_cast<double>(curve) / samples, DoubleNear(0.95, 0.02));
  EXPECT_THAT(static_cast<double>(new_time) / samples, DoubleNear(0.95, 0.02));
  EXPECT_THAT(static_cast<double>(crossed) / samples, DoubleNear(0.95, 0.02));
}

}  // namespace
}  // namespace drill
