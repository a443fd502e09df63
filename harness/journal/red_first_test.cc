#include "harness/journal/red_first.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(RedFirstTest, WhatIsWrongComesBeforeWhatIsNotKnownAndWhatIsWell) {
  EXPECT_THAT(
      RedFirst(std::vector<std::string>{"a: green: 1", "b: error: ?", "c: red: 2", "d: green: 3",
                                        "e: red: 4"}),
      testing::ElementsAre("c: red: 2", "e: red: 4", "b: error: ?", "a: green: 1", "d: green: 3"));
}

}  // namespace
}  // namespace drill
