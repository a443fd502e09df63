#include "harness/host/settled_containers.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class SteppedClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now_; }
  absl::Time Wall() override { return absl::UnixEpoch() + now_; }
  void Sleep(absl::Duration duration) override { now_ += duration; }

 private:
  absl::Duration now_ = absl::Hours(1);
};

class SettledContainersTest : public testing::Test {
 protected:
  SettledContainersTest() { options_.clock = &clock_; }

  // A container that is in this state until so many looks were had, and then runs well.
  absl::StatusOr<std::vector<ContainerInfo>> Await(const std::string& status,
                                                   const std::string& health, int until) {
    const auto look = [=]() -> absl::StatusOr<std::vector<ContainerInfo>> {
      ContainerInfo container;
      container.status = ++looks_ <= until ? status : "running";
      container.health = looks_ <= until ? health : "healthy";
      return std::vector<ContainerInfo>{container};
    };
    return AwaitSettled(look, options_);
  }

  SteppedClock clock_;
  SettleOptions options_;
  int looks_ = 0;
};

TEST_F(SettledContainersTest, OneThatIsWellOrHasEndedIsNotWaitedFor) {
  EXPECT_THAT(Await("running", "healthy", 9), IsOk());
  EXPECT_EQ(looks_, 1);
  EXPECT_THAT(Await("running", "", 9), IsOk());
  EXPECT_EQ(looks_, 2);
  // The engine keeps the last health of a container that has ended.
  EXPECT_THAT(Await("exited", "unhealthy", 9), IsOk());
  EXPECT_EQ(looks_, 3);
}

TEST_F(SettledContainersTest, TheNextHealthCheckIsWaitedFor) {
  const auto unhealthy = Await("running", "unhealthy", 5);
  ASSERT_THAT(unhealthy, IsOk());
  EXPECT_EQ(unhealthy->front().health, "healthy");
  looks_ = 0;
  const auto starting = Await("running", "starting", 5);
  ASSERT_THAT(starting, IsOk());
  EXPECT_EQ(starting->front().health, "healthy");
  looks_ = 0;
  const auto restarting = Await("restarting", "", 5);
  ASSERT_THAT(restarting, IsOk());
  EXPECT_EQ(restarting->front().status, "running");
}

TEST_F(SettledContainersTest, OneThatStaysUnwellIsSeenAsItIs) {
  const absl::Duration before = clock_.Monotonic();
  const auto found = Await("running", "unhealthy", 1 << 20);
  ASSERT_THAT(found, IsOk());
  EXPECT_EQ(found->front().health, "unhealthy");
  EXPECT_EQ(clock_.Monotonic() - before, options_.limit);
}

TEST_F(SettledContainersTest, AStopEndsTheWaitAndAnErrorOfTheEngineIsReturned) {
  StopToken stop;
  stop.RequestStop();
  options_.stop = &stop;
  EXPECT_THAT(Await("running", "unhealthy", 9), StatusIs(absl::StatusCode::kCancelled));
  options_.stop = nullptr;
  EXPECT_THAT(AwaitSettled([] { return absl::UnavailableError("no engine"); }, options_),
              StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace drill
