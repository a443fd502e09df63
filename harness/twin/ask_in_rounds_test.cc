#include "harness/twin/ask_in_rounds.h"

#include <atomic>
#include <map>
#include <random>
#include <string>

#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

// A clock that advances only by Sleep().
class StillClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now_; }
  absl::Time Wall() override { return absl::UnixEpoch() + now_; }
  void Sleep(absl::Duration duration) override { now_ += duration; }

 private:
  absl::Duration now_;
};

HttpReply Reply(int status) {
  HttpReply reply;
  reply.status = status;
  return reply;
}

class AskInRoundsTest : public ::testing::Test {
 protected:
  AskInRoundsTest() {
    options_.workers = 1;
    options_.clock = &clock_;
  }

  // Of one request that is asked of a system.
  bool HadErrors(const AskOnce& ask) { return AskInRounds({true}, ask, options_)[0].had_errors(); }

  StillClock clock_;
  RoundsOptions options_;
};

TEST_F(AskInRoundsTest, ThreeErrorsInAHundredAreFound) {
  std::mt19937 draw(1);
  constexpr int kSystems = 3000;
  int found = 0;
  for (int i = 0; i < kSystems; ++i) {
    found += HadErrors([&draw](size_t) { return Reply(draw() % 100 < 3 ? 500 : 200); }) ? 1 : 0;
  }
  EXPECT_GE(found, kSystems * 99 / 100);
}

TEST_F(AskInRoundsTest, WithoutErrorsNoneAreFound) {
  int asked = 0;
  EXPECT_FALSE(HadErrors([&asked](size_t) {
    ++asked;
    return Reply(200);
  }));
  EXPECT_EQ(asked, 180);
}

TEST_F(AskInRoundsTest, ErrorsOnlyBeforeThePauseAreNone) {
  const absl::Duration start = clock_.Monotonic();
  EXPECT_FALSE(HadErrors([&](size_t) { return Reply(clock_.Monotonic() == start ? 500 : 200); }));
}

TEST_F(AskInRoundsTest, ARefusedConnectionIsAnError) {
  EXPECT_TRUE(HadErrors([](size_t) { return absl::UnavailableError("no connection"); }));
}

TEST_F(AskInRoundsTest, WhatIsLateIsNoErrorAndIsNotAskedFurther) {
  int asked = 0;
  const auto late = [&asked](size_t) -> absl::StatusOr<HttpReply> {
    ++asked;
    return absl::DeadlineExceededError("no answer in time");
  };
  const auto records = AskInRounds({true}, late, options_);
  EXPECT_FALSE(records[0].had_errors());
  EXPECT_TRUE(records[0].unanswered());
  // Two requests at first, and two more after the pause.
  EXPECT_EQ(asked, 4);
}

TEST_F(AskInRoundsTest, WhatMayChangeSomethingIsSentOnce) {
  std::map<size_t, int> asked;
  AskInRounds(
      {false, true},
      [&asked](size_t request) {
        ++asked[request];
        return Reply(200);
      },
      options_);
  EXPECT_EQ(asked[0], 1);
  EXPECT_EQ(asked[1], 180);
}

TEST_F(AskInRoundsTest, OneRoundIsAskedHoweverLateItIs) {
  options_.limit = absl::ZeroDuration();
  std::map<size_t, int> asked;
  AskInRounds(
      {true, true, true},
      [&asked](size_t request) {
        ++asked[request];
        return Reply(200);
      },
      options_);
  EXPECT_THAT(asked,
              testing::ElementsAre(testing::Pair(0, 1), testing::Pair(1, 1), testing::Pair(2, 1)));
}

TEST_F(AskInRoundsTest, SeveralThreadsAskAsOften) {
  options_.workers = 4;
  std::atomic<int> asked{0};
  const auto records = AskInRounds(
      {true, true},
      [&asked](size_t request) {
        ++asked;
        return Reply(request == 0 ? 200 : 503);
      },
      options_);
  EXPECT_FALSE(records[0].had_errors());
  EXPECT_TRUE(records[1].had_errors());
  EXPECT_GE(asked, 360);
}

TEST_F(AskInRoundsTest, NobodyIsAskedOnceItIsStopped) {
  StopToken stop;
  stop.RequestStop();
  options_.stop = &stop;
  int asked = 0;
  AskInRounds(
      {true},
      [&asked](size_t) {
        ++asked;
        return Reply(200);
      },
      options_);
  EXPECT_EQ(asked, 0);
}

}  // namespace
}  // namespace drill
