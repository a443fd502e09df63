#include "harness/command/coming_drills.h"

#include <memory>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/command/host_memory.h"
#include "harness/drill/fake_host_source.h"
#include "harness/drill/order_host.h"
#include "harness/drill/sample_shop.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ComingDrillsTest : public ::testing::Test {
 protected:
  absl::StatusOr<OneDrill> Make(const PreparedDrill& drill) {
    if (!made_.ok()) return made_;
    OneDrill one;
    one.drill = &drill;
    one.hosts = hosts_;
    one.options = &options_;
    one.stop = &stop_;
    one.id = "shop-gone-7";
    return one;
  }
  absl::Status Boot(const ComingDrill& coming) {
    const OneDrill& one = coming.one;
    return one.hosts->Boot(OrderHost(*one.drill, one.id, false, one.stop)).status();
  }

  SampleShop shop_;
  const PreparedDrill drill_ = shop_.Prepare();
  const std::shared_ptr<FakeHostSource> hosts_ = std::make_shared<FakeHostSource>();
  DrillOptions options_;
  StopToken stop_;
  absl::Status made_;
  // One machine fits.
  HostRoom room_{HostMemory(drill_.stack())};
  ComingDrills coming_{[this](const PreparedDrill& drill) { return Make(drill); }, room_, stop_};
};

TEST_F(ComingDrillsTest, WhatWasBegunBootsOnce) {
  coming_.Begin("3", drill_);
  absl::StatusOr<ComingDrill> taken = coming_.Take("3", drill_);
  ASSERT_THAT(taken, IsOk());
  EXPECT_THAT(Boot(*taken), IsOk());
  EXPECT_THAT(hosts_->ids(), ElementsAre("shop-gone-7"));
}

TEST_F(ComingDrillsTest, WhatWasNotBegunBootsWhenItsDrillDoes) {
  absl::StatusOr<ComingDrill> taken = coming_.Take("3", drill_);
  ASSERT_THAT(taken, IsOk());
  EXPECT_THAT(hosts_->ids(), IsEmpty());
  EXPECT_THAT(Boot(*taken), IsOk());
  EXPECT_THAT(hosts_->ids(), ElementsAre("shop-gone-7"));
}

TEST_F(ComingDrillsTest, NoneIsBegunThatDoesNotFit) {
  {
    const absl::StatusOr<ComingDrill> taken = coming_.Take("3", drill_);
    ASSERT_THAT(taken, IsOk());
    coming_.Begin("4", drill_);
    EXPECT_THAT(hosts_->ids(), IsEmpty());
  }
  // The first one has ended.
  EXPECT_THAT(coming_.Take("4", drill_), IsOk());
}

TEST_F(ComingDrillsTest, WhatItCannotBootIsToldToTheDrill) {
  hosts_->set_boot(absl::UnavailableError("the engine did not answer"));
  coming_.Begin("3", drill_);
  absl::StatusOr<ComingDrill> taken = coming_.Take("3", drill_);
  ASSERT_THAT(taken, IsOk());
  EXPECT_THAT(Boot(*taken), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("did not answer")));
}

TEST_F(ComingDrillsTest, WhatCannotBeMadeIsToldWhenItIsTaken) {
  made_ = absl::InternalError("the pool is full");
  coming_.Begin("3", drill_);
  EXPECT_THAT(coming_.Take("3", drill_).status(),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("the pool is full")));
}

TEST_F(ComingDrillsTest, AStopEndsTheWaitForRoom) {
  const absl::StatusOr<ComingDrill> taken = coming_.Take("3", drill_);
  ASSERT_THAT(taken, IsOk());
  stop_.RequestStop();
  EXPECT_THAT(coming_.Take("4", drill_).status(),
              StatusIs(absl::StatusCode::kCancelled, HasSubstr("stopped")));
}

TEST_F(ComingDrillsTest, WhatNobodyTakesIsRemoved) {
  {
    ComingDrills others([this](const PreparedDrill& drill) { return Make(drill); }, room_, stop_);
    others.Begin("3", drill_);
  }
  EXPECT_EQ(hosts_->destroyed(), 1);
}

}  // namespace
}  // namespace drill
