#include "harness/base/clock.h"

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(RealClockTest, SleepsAtLeastAsLongAsAsked) {
  const absl::Duration start = RealClock().Monotonic();
  RealClock().Sleep(absl::Milliseconds(5));
  EXPECT_GE(RealClock().Monotonic() - start, absl::Milliseconds(5));
}

TEST(RealClockTest, WallTimeIsAfterThisProgramWasWritten) {
  EXPECT_GT(RealClock().Wall(), absl::FromUnixSeconds(1700000000));
}

}  // namespace
}  // namespace drill
