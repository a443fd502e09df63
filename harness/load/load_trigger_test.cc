#include "harness/load/load_trigger.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

LoadWindow Window(const std::string& name, int requests, double errors, double p50_ms,
                  double seconds = 5) {
  LoadWindow window;
  window.set_name(name);
  window.set_reads_sent(requests);
  window.set_error_rate(errors);
  window.set_latency_p50_ms(p50_ms);
  window.set_duration_us(static_cast<int64_t>(seconds * 1e6));
  return window;
}

ErrorRate Above(double percent) {
  ErrorRate limit;
  limit.set_above_percent(percent);
  return limit;
}

SlowerThanBefore By(double percent) {
  SlowerThanBefore limit;
  limit.set_by_percent(percent);
  return limit;
}

constexpr absl::Duration kWatched = absl::Seconds(5);

TEST(LoadTriggerTest, TheDocumentsTimeIsShortened) {
  Trigger trigger;
  trigger.mutable_errors()->mutable_lasting()->set_seconds(300);
  EXPECT_EQ(WatchedFor(trigger, 60), absl::Seconds(5));
  trigger.mutable_slower()->set_by_percent(50);
  EXPECT_EQ(WatchedFor(trigger, 60), absl::Seconds(1));
  trigger.mutable_red()->add_names("*");
  EXPECT_EQ(WatchedFor(trigger, 60), absl::ZeroDuration());
}

TEST(LoadTriggerTest, MoreErrorsThanTheLimitAreSeen) {
  const TriggerSight sight = SeeErrors(Above(10), kWatched, {Window("lately", 200, 0.125, 8)});
  EXPECT_TRUE(sight.seen);
  EXPECT_EQ(sight.text, "12.5 % of 200 requests failed in 5.0 s");
  EXPECT_FALSE(SeeErrors(Above(10), kWatched, {Window("lately", 200, 0.1, 8)}).seen)
      << "just as many as the limit are not above it";
}

TEST(LoadTriggerTest, NothingIsSeenTooEarly) {
  const TriggerSight early = SeeErrors(Above(10), kWatched, {Window("lately", 90, 1, 8, 2.5)});
  EXPECT_FALSE(early.seen);
  EXPECT_THAT(early.text, HasSubstr("2.5 of 5.0 s"));
  EXPECT_FALSE(SeeErrors(Above(10), kWatched, {Window("lately", 19, 1, 8)}).seen);
  EXPECT_FALSE(SeeErrors(Above(10), kWatched, {}).seen);
}

TEST(LoadTriggerTest, SlowerAnswersAreSeenAgainstThoseBeforeTheFault) {
  const LoadWindow before = Window("before", 80, 0, 20);
  EXPECT_TRUE(SeeSlower(By(50), kWatched, {before, Window("lately", 80, 0, 31)}).seen);
  EXPECT_FALSE(SeeSlower(By(50), kWatched, {before, Window("lately", 80, 0, 30)}).seen);
  EXPECT_FALSE(SeeSlower(By(50), kWatched, {before, Window("lately", 80, 0, 99, 1)}).seen);
  EXPECT_FALSE(SeeSlower(By(50), kWatched, {Window("lately", 80, 0, 99)}).seen)
      << "nothing to compare with";
}

TEST(LoadTriggerTest, AFewMillisecondsAreNotSlower) {
  const LoadWindow before = Window("before", 80, 0, 4);
  EXPECT_FALSE(SeeSlower(By(50), kWatched, {before, Window("lately", 80, 0, 8.5)}).seen);
}

}  // namespace
}  // namespace drill
