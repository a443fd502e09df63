#include "harness/verify/observation.h"

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

TEST(OneLineTest, LeavesALineAlone) { EXPECT_EQ(OneLine("all is well"), "all is well"); }

TEST(OneLineTest, JoinsLinesAndDropsControlCharacters) {
  EXPECT_EQ(OneLine("a\nb\r\n\tc\x1b[0m\n"), "a b   c [0m");
}

TEST(OneLineTest, CutsLongTextBetweenCharacters) {
  EXPECT_EQ(OneLine("abcdefgh", 6), "abc...");
  EXPECT_EQ(OneLine("ab\xC3\xA9"
                    "defgh",
                    6),
            "ab...");
}

}  // namespace
}  // namespace drill
