#include "harness/base/stoppable_sleep.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

// Time passes by sleeping alone; the stop token is set when `stop_at` is reached.
class SleptClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now_; }
  absl::Time Wall() override { return absl::UnixEpoch() + now_; }
  void Sleep(absl::Duration duration) override {
    now_ += duration;
    if (now_ >= stop_at) stop.RequestStop();
  }

  StopToken stop;
  absl::Duration stop_at = absl::InfiniteDuration();

 private:
  absl::Duration now_;
};

TEST(StoppableSleepTest, EndsAtTheInstant) {
  SleptClock clock;
  SleepUntil(absl::Milliseconds(1250), clock, &clock.stop);
  EXPECT_EQ(clock.Monotonic(), absl::Milliseconds(1250));
  SleepUntil(absl::Milliseconds(1250), clock, &clock.stop);
  EXPECT_EQ(clock.Monotonic(), absl::Milliseconds(1250)) << "it has passed already";
}

TEST(StoppableSleepTest, EndsSoonAfterAStop) {
  SleptClock clock;
  clock.stop_at = absl::Seconds(3);
  SleepUntil(absl::Minutes(1), clock, &clock.stop);
  EXPECT_LE(clock.Monotonic(), absl::Milliseconds(3100));
}

TEST(StoppableSleepTest, WithoutATokenNothingEndsItEarly) {
  SleptClock clock;
  clock.stop_at = absl::ZeroDuration();
  SleepUntil(absl::Seconds(2), clock, nullptr);
  EXPECT_EQ(clock.Monotonic(), absl::Seconds(2));
}

}  // namespace
}  // namespace drill
