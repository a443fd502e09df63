#include "harness/drill/watch_length.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

TEST(WatchLengthTest, AfterAProcedureTheScenariosLimitHolds) {
  EXPECT_EQ(WatchAfterProcedure(absl::Seconds(60)).limit, absl::Seconds(60));
}

TEST(WatchLengthTest, AfterAFailedProcedureAFewSecondsAreEnough) {
  const WatchLength length = WatchAfterFailure(absl::Seconds(60));
  EXPECT_EQ(length.limit, absl::Seconds(5));
  EXPECT_THAT(length.reason, HasSubstr("5s more, not the whole 1m"));
  EXPECT_EQ(WatchAfterFailure(absl::Seconds(2)).limit, absl::Seconds(2));
}

TEST(WatchLengthTest, WithoutARollbackAsLongAsARollbackMayTake) {
  const WatchLength length = WatchWithoutRollback(absl::Seconds(10), absl::Seconds(20));
  EXPECT_EQ(length.limit, absl::Seconds(30));
  EXPECT_THAT(length.reason, HasSubstr("the procedure may take 10s and the recovery 20s"));
}

TEST(WatchLengthTest, WithoutARollbackLongerThanTheEnginesLongestPauseButNotForEver) {
  const WatchLength length = WatchWithoutRollback(absl::Minutes(5), absl::Minutes(1));
  EXPECT_GT(length.limit, absl::Minutes(1));
  EXPECT_LT(length.limit, absl::Minutes(2));
  EXPECT_THAT(length.reason, HasSubstr("restarts are at most 1m apart"));
}

}  // namespace
}  // namespace drill
