#include "harness/quarterly/absence_watch.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

class SleptClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now_; }
  absl::Time Wall() override { return absl::UnixEpoch() + now_; }
  void Sleep(absl::Duration duration) override { now_ += duration; }

 private:
  absl::Duration now_ = absl::Seconds(10);
};

TEST(AbsenceWatchTest, TellsFromWhenToWhen) {
  SleptClock clock;
  AbsenceWatch watch(absl::Hours(1), clock);
  watch.Begin();
  clock.Sleep(absl::Seconds(30));
  // The kernel and the shell tell it, too.
  watch.Begin();
  clock.Sleep(absl::Seconds(12));
  const auto absence = watch.End(ABSENCE_END_TAKEN_UP);
  ASSERT_TRUE(absence.has_value());
  EXPECT_EQ(absence->start_us(), 10000000);
  EXPECT_EQ(absence->duration_us(), 42000000);
  EXPECT_EQ(absence->ended_by(), ABSENCE_END_TAKEN_UP);
}

TEST(AbsenceWatchTest, WhoIsThereWasNotAway) {
  SleptClock clock;
  AbsenceWatch watch(absl::Hours(1), clock);
  EXPECT_FALSE(watch.End(ABSENCE_END_ENDED).has_value());
  watch.Begin();
  EXPECT_TRUE(watch.End(ABSENCE_END_TAKEN_UP).has_value());
  EXPECT_FALSE(watch.End(ABSENCE_END_ENDED).has_value());
}

TEST(AbsenceWatchTest, TheLimitIsOfOneAbsence) {
  SleptClock clock;
  AbsenceWatch watch(absl::Minutes(10), clock);
  clock.Sleep(absl::Hours(1));
  EXPECT_FALSE(watch.IsOverLimit()) << "nobody was away";
  for (int i = 0; i < 2; ++i) {
    watch.Begin();
    clock.Sleep(absl::Minutes(9));
    EXPECT_FALSE(watch.IsOverLimit());
    watch.End(ABSENCE_END_TAKEN_UP);
  }
  watch.Begin();
  clock.Sleep(absl::Minutes(10));
  EXPECT_TRUE(watch.IsOverLimit());
  watch.End(ABSENCE_END_LIMIT);
  EXPECT_FALSE(watch.IsOverLimit());
}

}  // namespace
}  // namespace drill
