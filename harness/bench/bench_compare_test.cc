#include "harness/bench/bench_compare.h"

#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kName[] = "shop/gone/recovery";
const std::vector<double> kThen = {900, 910, 920, 930, 940};

BenchOrigin Origin() {
  BenchOrigin origin;
  origin.machine.set_processor("A");
  origin.machine.set_processors(2);
  origin.machine.set_memory_bytes(8'000'000'000);
  origin.machine.set_kernel("Linux 6.1");
  origin.inputs = {{"shop/gone", "abc"}};
  return origin;
}

BenchComparison Compare(const std::vector<double>& then, const std::vector<double>& now,
                        const BenchOrigin& origin = Origin()) {
  BenchBase base;
  base.origin = Origin();
  base.times[kName] = then;
  return CompareBenches(base, {{kName, "", now}}, origin, {kName});
}

TEST(CompareBenchesTest, SlowerIsSlower) {
  const BenchComparison comparison = Compare(kThen, {1000, 1010, 1020, 1030, 1040});
  EXPECT_TRUE(comparison.slower);
  EXPECT_FALSE(comparison.impossible);
  EXPECT_EQ(comparison.text,
            "  shop/gone/recovery: slower (p = 0.0040), typically by 100 ms: 1.02 s median instead "
            "of 920 ms, 5 drills against 5\n");
}

TEST(CompareBenchesTest, FasterIsNotSlower) {
  const BenchComparison comparison = Compare(kThen, {800, 810, 820, 830, 840});
  EXPECT_FALSE(comparison.slower);
  EXPECT_THAT(comparison.text, HasSubstr("faster (p = 0.0040), typically by 100 ms"));
}

// Its mean is 200 times that of the other.
TEST(CompareBenchesTest, OneExtremeTimeIsNoSlowness) {
  const BenchComparison comparison = Compare(kThen, {905, 911, 921, 931, 1e6});
  EXPECT_FALSE(comparison.slower);
  EXPECT_THAT(comparison.text, HasSubstr("not shown to be slower"));
}

TEST(CompareBenchesTest, TwoSmallSamplesShowNothing) {
  const BenchComparison comparison = Compare({900, 910}, {1e6, 2e6});
  EXPECT_FALSE(comparison.slower);
  EXPECT_THAT(comparison.text, HasSubstr("insufficient samples: 2 drills against 2"));
}

TEST(CompareBenchesTest, NoEndInTimeIsSlow) {
  const double never = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(Compare(kThen, {never, never, never, never, never}).slower);
}

TEST(CompareBenchesTest, AnotherMachineCannotBeCompared) {
  BenchOrigin other = Origin();
  other.machine.set_processors(8);
  const BenchComparison comparison = Compare(kThen, {1000, 1010, 1020, 1030, 1040}, other);
  EXPECT_TRUE(comparison.impossible);
  EXPECT_FALSE(comparison.slower);
  EXPECT_THAT(comparison.text,
              AllOf(HasSubstr("cannot be compared: another machine"),
                    HasSubstr("processors 8 instead of 2"), Not(HasSubstr("recovery"))));
}

TEST(CompareBenchesTest, WhatElseIsDifferentIsTold) {
  BenchOrigin other = Origin();
  other.machine.set_kernel("Linux 6.2");
  other.inputs = {{"shop/gone", "def"}};
  const BenchComparison comparison = Compare(kThen, kThen, other);
  EXPECT_FALSE(comparison.impossible);
  EXPECT_THAT(comparison.text, AllOf(HasSubstr("Linux 6.2 instead of Linux 6.1"),
                                     HasSubstr("shop/gone: scenario, document, stack or harness")));
}

TEST(CompareBenchesTest, WhatWasNotThereIsTold) {
  BenchBase base;
  base.origin = Origin();
  base.times["shop/gone/verify"] = kThen;
  const BenchComparison comparison = CompareBenches(base, {{kName, "", kThen}}, Origin(), {kName});
  EXPECT_TRUE(comparison.impossible);
  EXPECT_THAT(comparison.text, HasSubstr("there was none"));
}

TEST(CompareBenchesTest, NothingIsNoOtherMachine) {
  const BenchComparison comparison =
      CompareBenches(BenchBase(), {{kName, "", kThen}}, Origin(), {kName});
  EXPECT_TRUE(comparison.impossible);
  EXPECT_THAT(comparison.text, HasSubstr("there are no times"));
}

TEST(CompareBenchesTest, APartWithoutATargetIsToldOnly) {
  BenchBase base;
  base.origin = Origin();
  base.times["shop/gone/verify"] = kThen;
  const BenchComparison comparison = CompareBenches(
      base, {{"shop/gone/verify", "", {1000, 1010, 1020, 1030, 1040}}}, Origin(), {kName});
  EXPECT_FALSE(comparison.slower);
  EXPECT_THAT(comparison.text, HasSubstr("verify: slower"));
}

}  // namespace
}  // namespace drill
