#include "harness/journal/sample.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::DoubleNear;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(LowerConfidenceBoundTest, AllSuccessesIsTheNthRootOfTheDoubt) {
  EXPECT_THAT(LowerConfidenceBound(1, 1), DoubleNear(0.05, 1e-6));
  EXPECT_THAT(LowerConfidenceBound(10, 10), DoubleNear(0.7411, 1e-4));
}

TEST(LowerConfidenceBoundTest, MatchesTheTableForOneFailure) {
  EXPECT_THAT(LowerConfidenceBound(9, 10), DoubleNear(0.6058, 1e-4));
}

TEST(LowerConfidenceBoundTest, NothingIsClaimedWithoutASuccess) {
  EXPECT_EQ(LowerConfidenceBound(0, 10), 0);
  EXPECT_EQ(LowerConfidenceBound(0, 0), 0);
}

TEST(DescribeSampleTest, OneDrillClaimsNoSpread) {
  EXPECT_THAT(DescribeSample({absl::Seconds(3)}, 1, absl::Seconds(30)),
              AllOf(HasSubstr("1 of 1 recovered within 30.00 s"), HasSubstr("at least 5 %"),
                    Not(HasSubstr("median"))));
}

TEST(DescribeSampleTest, AFewDrillsHaveASpreadButNoHighPercentile) {
  EXPECT_THAT(
      DescribeSample({absl::Seconds(5), absl::Seconds(1), absl::Seconds(3)}, 4, absl::Seconds(4)),
      AllOf(HasSubstr("2 of 4"), HasSubstr("1.00 s at best, 3.00 s median, 5.00 s at worst"),
            Not(HasSubstr("percentile"))));
}

TEST(DescribeSampleTest, TwentyDrillsMayNameThe95thPercentile) {
  std::vector<absl::Duration> recoveries;
  for (int i = 1; i <= 20; ++i) recoveries.push_back(absl::Seconds(i));
  EXPECT_THAT(DescribeSample(recoveries, 20, absl::Seconds(30)),
              HasSubstr("95th percentile 19.00 s"));
}

}  // namespace
}  // namespace drill
