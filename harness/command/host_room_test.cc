#include "harness/command/host_room.h"

#include <atomic>
#include <optional>
#include <thread>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(HostRoomTest, NoMoreHostsThanFit) {
  HostRoom room(10);
  const std::optional<HostRoom::Share> one = room.Try(6);
  EXPECT_TRUE(one.has_value());
  EXPECT_FALSE(room.Try(6).has_value());
  EXPECT_TRUE(room.Try(4).has_value());
  // The one of four bytes has gone again.
  EXPECT_TRUE(room.Try(4).has_value());
}

TEST(HostRoomTest, AShareIsGivenBackOnce) {
  HostRoom room(10);
  std::optional<HostRoom::Share> one = room.Try(10);
  ASSERT_TRUE(one.has_value());
  {
    const HostRoom::Share moved = *std::move(one);
    EXPECT_FALSE(room.Try(1).has_value());
  }
  one.reset();
  const std::optional<HostRoom::Share> other = room.Try(10);
  EXPECT_TRUE(other.has_value());
  EXPECT_FALSE(room.Try(1).has_value());
}

TEST(HostRoomTest, WhatIsLargerThanTheRoomIsAlone) {
  HostRoom room(10);
  {
    const std::optional<HostRoom::Share> large = room.Try(30);
    EXPECT_TRUE(large.has_value());
    EXPECT_FALSE(room.Try(1).has_value());
  }
  const std::optional<HostRoom::Share> small = room.Try(1);
  EXPECT_FALSE(room.Try(30).has_value());
}

TEST(HostRoomTest, WhoeverWaitsHasWhatIsGivenBack) {
  HostRoom room(10);
  const StopToken stop;
  std::optional<HostRoom::Share> first = room.Await(10, stop);
  ASSERT_TRUE(first.has_value());
  std::atomic<bool> given{false};
  std::thread other([&] {
    const std::optional<HostRoom::Share> second = room.Await(10, stop);
    EXPECT_TRUE(second.has_value());
    EXPECT_TRUE(given);
  });
  given = true;
  first.reset();
  other.join();
}

TEST(HostRoomTest, AStopEndsTheWait) {
  HostRoom room(10);
  StopToken stop;
  const std::optional<HostRoom::Share> first = room.Await(10, stop);
  stop.RequestStop();
  EXPECT_FALSE(room.Await(10, stop).has_value());
}

}  // namespace
}  // namespace drill
