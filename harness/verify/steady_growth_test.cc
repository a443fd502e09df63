#include "harness/verify/steady_growth.h"

#include <cmath>
#include <functional>
#include <vector>

#include "gtest/gtest.h"

namespace drill {
namespace {

constexpr double kMebibyte = 1 << 20;

// A sample a second; `mebibytes` of the second.
MemorySeries Series(int samples, const std::function<double(double)>& mebibytes) {
  MemorySeries series;
  for (int i = 0; i < samples; ++i) {
    MemorySample& sample = *series.add_samples();
    sample.set_at_us(int64_t{i} * 1'000'000);
    sample.set_anonymous_bytes(static_cast<int64_t>(mebibytes(i) * kMebibyte));
  }
  return series;
}

bool Steady(int samples, const std::function<double(double)>& mebibytes) {
  return JudgeGrowth(Series(samples, mebibytes)).steady;
}

TEST(SteadyGrowthTest, ALeakGoesOn) {
  const Growth growth = JudgeGrowth(Series(11, [](double s) { return 80 + 4 * s; }));
  EXPECT_TRUE(growth.steady);
  EXPECT_EQ(growth.bytes, 40 * (1 << 20));
  EXPECT_DOUBLE_EQ(growth.seconds, 10);
  EXPECT_NEAR(growth.bytes_per_second, 4 * kMebibyte, 1);
}

TEST(SteadyGrowthTest, ALeakThatBecomesFasterGoesOnAllTheMore) {
  EXPECT_TRUE(Steady(11, [](double s) { return s * s; }));
}

TEST(SteadyGrowthTest, ALeakInSteps) {
  EXPECT_TRUE(Steady(31, [](double s) { return 8 * std::floor(s / 4); }));
}

TEST(SteadyGrowthTest, ALittleGivenBackOnceIsALeakAllTheSame) {
  const auto leak = [](double s) { return 4 * s - (s >= 6 ? 6 : 0); };
  EXPECT_TRUE(Steady(11, leak));
}

TEST(SteadyGrowthTest, FewSamplesSayNothing) {
  const auto leak = [](double s) { return 8 * s; };
  EXPECT_FALSE(Steady(7, leak));
  EXPECT_TRUE(Steady(8, leak));
  EXPECT_FALSE(Steady(0, leak));
  EXPECT_FALSE(Steady(1, leak));
}

TEST(SteadyGrowthTest, SmallOrSlowGrowthIsNone) {
  EXPECT_FALSE(Steady(11, [](double s) { return 1.5 * s; })) << "15 MiB in all";
  EXPECT_FALSE(Steady(61, [](double s) { return 0.9 * s; })) << "less than 1 MiB a second";
}

TEST(SteadyGrowthTest, AServiceThatHasStartedFillsItsCachesAndIsDone) {
  EXPECT_FALSE(Steady(11, [](double s) { return 100 * (1 - std::exp(-s / 2)); }));
  EXPECT_FALSE(Steady(11, [](double s) { return 20 * std::min(s, 4.0); })) << "and then no more";
  for (const int loaded : {1, 5, 9}) {
    EXPECT_FALSE(Steady(11, [&](double s) { return s < loaded ? 20 + s : 400; }))
        << "a model is loaded";
  }
}

TEST(SteadyGrowthTest, AWarmUpAsLongAsTheStayEndsWhereItIsLookedAtLonger) {
  const auto warm_up = [](double s) { return 5 * std::min(s, 12.0); };
  EXPECT_TRUE(Steady(11, warm_up)) << "nobody can tell yet";
  EXPECT_FALSE(Steady(21, warm_up));
}

TEST(SteadyGrowthTest, ACollectorGivesBackWhatItTakes) {
  EXPECT_FALSE(Steady(11, [](double s) { return 10 * std::fmod(s, 4); }));
  EXPECT_FALSE(Steady(31, [](double s) { return 4 * std::fmod(s, 20) + s; }))
      << "one dip, and it takes nearly everything";
  EXPECT_FALSE(Steady(11, [](double s) { return 20 + 10 * std::sin(s); }));
}

TEST(SteadyGrowthTest, AServiceAtRestDoesNotGrow) {
  const Growth growth = JudgeGrowth(Series(11, [](double) { return 80; }));
  EXPECT_FALSE(growth.steady);
  EXPECT_EQ(growth.bytes, 0);
}

TEST(SteadyGrowthTest, SamplesThatCameAtOnceHaveNoSlope) {
  MemorySeries series = Series(9, [](double s) { return 8 * s; });
  for (MemorySample& sample : *series.mutable_samples()) sample.set_at_us(5);
  EXPECT_FALSE(JudgeGrowth(series).steady);
}

}  // namespace
}  // namespace drill
