#include "harness/probe/observation.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(ToLineTest, TellsRedFromNotLookedAt) {
  Observation observation;
  observation.probe = "api";
  observation.seen = "503";
  EXPECT_EQ(ToLine(observation), "api: could not be looked at: 503");
  observation.colour = Observation::Colour::kRed;
  EXPECT_EQ(ToLine(observation), "api: red: 503");
  EXPECT_FALSE(observation.green());
  observation.colour = Observation::Colour::kGreen;
  EXPECT_EQ(ToLine(observation), "api: green: 503");
  EXPECT_TRUE(observation.green());
}

}  // namespace
}  // namespace drill
