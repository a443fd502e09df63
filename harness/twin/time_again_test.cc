#include "harness/twin/time_again.h"

#include <cstdint>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kSessions[] = "request sessions";
constexpr char kHealth[] = "request health";

// Time passes by sleeping alone.
class SleptClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now_; }
  absl::Time Wall() override { return absl::UnixEpoch() + now_; }
  void Sleep(absl::Duration duration) override { now_ += duration; }

 private:
  absl::Duration now_;
};

void Add(const std::string& request, int64_t p50_us, Portrait* portrait) {
  Latency& latency = *portrait->add_latencies();
  latency.set_request(request);
  latency.set_p50_us(p50_us);
  latency.set_answered(p50_us == 0 ? 0 : 100);
  if (p50_us > 0) Painter(BEHAVIOUR, portrait).Field(request, "status", "200");
}

Portrait Machine(int64_t sessions_us, int64_t health_us = 1'000) {
  Portrait portrait;
  Add(kSessions, sessions_us, &portrait);
  Add(kHealth, health_us, &portrait);
  return portrait;
}

class TimeAgainTest : public ::testing::Test {
 protected:
  TimeAgainTest() {
    options_.clock = &clock_;
    options_.stop = &stop_;
  }
  // What the looks see, in their order.
  absl::StatusOr<std::vector<std::string>> Run(std::vector<Portrait> later) {
    return TimeAgain(
        healthy_,
        [&, later]() -> absl::StatusOr<Portrait> {
          return later.at(static_cast<size_t>(looks_++));
        },
        options_, &found_);
  }
  int64_t P50(int request) const { return found_.latencies(request).p50_us(); }

  const std::vector<Portrait> healthy_ = {Machine(1'000), Machine(2'000)};
  Portrait found_ = Machine(500'000);
  TimeAgainOptions options_;
  SleptClock clock_;
  StopToken stop_;
  int looks_ = 0;
};

TEST_F(TimeAgainTest, WhatIsNotSlowIsNotTimedAgain) {
  found_ = Machine(3'000);
  EXPECT_THAT(Run({}), IsOkAndHolds(IsEmpty()));
  EXPECT_EQ(clock_.Monotonic(), absl::ZeroDuration());
}

TEST_F(TimeAgainTest, WhatWasSlowForAWhileIsToldAndAsAlways) {
  EXPECT_THAT(Run({Machine(400'000), Machine(2'500)}),
              IsOkAndHolds(ElementsAre(
                  "request sessions: speed was a median of 500.0 ms, 2.0 ms at most on healthy "
                  "machines, and as always when it was timed again after 40s")));
  EXPECT_EQ(P50(0), 2'500);
  EXPECT_EQ(looks_, 2) << "and no further one";
}

TEST_F(TimeAgainTest, WhatStaysSlowIsAsTheLastLookSawIt) {
  EXPECT_THAT(Run({Machine(400'000), Machine(300'000), Machine(350'000)}), IsOkAndHolds(IsEmpty()));
  EXPECT_EQ(P50(0), 350'000);
  EXPECT_EQ(looks_, options_.looks);
}

TEST_F(TimeAgainTest, OnlyWhatWasSlowIsTakenOver) {
  EXPECT_THAT(Run({Machine(2'000, 900'000)}), IsOkAndHolds(SizeIs(1)));
  EXPECT_EQ(P50(1), 1'000) << "as it was when everything was looked at";
}

TEST_F(TimeAgainTest, WhatIsAnsweredAtLastIsCompared) {
  found_ = Machine(0);
  const int before = found_.traits_size();
  EXPECT_THAT(Run({Machine(0), Machine(2'000)}), IsOkAndHolds(SizeIs(1)));
  EXPECT_EQ(found_.traits_size(), before + 1);
  EXPECT_EQ(found_.traits(before).object(), kSessions);
}

TEST_F(TimeAgainTest, AStopEndsThePause) {
  stop_.RequestStop();
  EXPECT_THAT(Run({}), StatusIs(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace drill
