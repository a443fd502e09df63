#include "harness/command/ahead_host_source.h"

#include <memory>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/fake_host_source.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

HostOrder Order(const std::string& id) {
  HostOrder order;
  order.id = id;
  return order;
}

TEST(AheadHostSourceTest, HandsOverTheMachineThatItHasBooted) {
  const auto hosts = std::make_shared<FakeHostSource>();
  AheadHostSource ahead(hosts, Order("next"));
  const absl::StatusOr<std::unique_ptr<DrillHost>> host = ahead.Boot(Order("next"));
  ASSERT_THAT(host, IsOk());
  EXPECT_NE(*host, nullptr);
  EXPECT_THAT(hosts->ids(), ElementsAre("next"));
}

TEST(AheadHostSourceTest, WhatKeptItFromBootingIsToldToTheDrill) {
  const auto hosts = std::make_shared<FakeHostSource>();
  hosts->set_boot(absl::UnavailableError("the engine did not answer"));
  AheadHostSource ahead(hosts, Order("next"));
  EXPECT_THAT(ahead.Boot(Order("next")).status(),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("did not answer")));
}

TEST(AheadHostSourceTest, IsNoMachineOfAnotherDrill) {
  const auto hosts = std::make_shared<FakeHostSource>();
  AheadHostSource ahead(hosts, Order("next"));
  EXPECT_THAT(ahead.Boot(Order("other")).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("next, not other")));
}

TEST(AheadHostSourceTest, AMachineThatNobodyTookIsRemoved) {
  const auto hosts = std::make_shared<FakeHostSource>();
  { const AheadHostSource ahead(hosts, Order("next")); }
  EXPECT_EQ(hosts->destroyed(), 1);
  // The drill that has taken it removes it itself.
  {
    AheadHostSource ahead(hosts, Order("taken"));
    ASSERT_THAT(ahead.Boot(Order("taken")), IsOk());
  }
  EXPECT_EQ(hosts->destroyed(), 1);
}

}  // namespace
}  // namespace drill
