#include "harness/statistics/describe_sample.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(DescribeSampleTest, OneDrillClaimsNoSpread) {
  EXPECT_THAT(DescribeSample({absl::Seconds(3)}, 1, absl::Seconds(30)),
              AllOf(HasSubstr("1 of 1 recovered within 30.00 s"), HasSubstr("at least 5 %"),
                    HasSubstr("insufficient samples"), Not(HasSubstr("median"))));
}

TEST(DescribeSampleTest, AFewDrillsHaveASpreadAndMissesCount) {
  EXPECT_THAT(
      DescribeSample({absl::Seconds(5), absl::Seconds(1), absl::Seconds(3)}, 4, absl::Seconds(4)),
      AllOf(HasSubstr("2 of 4"), HasSubstr("1.00 s at best, 3.00 s median, 5.00 s at worst"),
            HasSubstr("4 drills, 2 misses: insufficient samples")));
}

TEST(DescribeSampleTest, FiveDrillsBoundTheMedianAndTwentyNineP90) {
  std::vector<absl::Duration> recoveries(5, absl::Seconds(1));
  EXPECT_THAT(DescribeSample(recoveries, 5, absl::Seconds(30)),
              HasSubstr("5 drills: the median is within 30.00 s"));
  recoveries.assign(29, absl::Seconds(1));
  EXPECT_THAT(DescribeSample(recoveries, 29, absl::Seconds(30)),
              HasSubstr("29 drills: p90 is within 30.00 s"));
}

}  // namespace
}  // namespace drill
