#include "harness/fault/fault_random.h"

#include <set>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::Le;
using ::testing::SizeIs;

std::vector<uint64_t> Draw(uint64_t seed, uint64_t bound, int count) {
  FaultRandom random(seed);
  std::vector<uint64_t> drawn;
  for (int i = 0; i < count; ++i) drawn.push_back(random.Below(bound, "n"));
  return drawn;
}

TEST(FaultRandomTest, TheSameSeedMakesTheSameChoices) {
  EXPECT_EQ(Draw(7, 1000, 20), Draw(7, 1000, 20));
  EXPECT_NE(Draw(7, 1000, 20), Draw(8, 1000, 20));
}

TEST(FaultRandomTest, TheChoicesOfASeedAreTheSameOnEveryMachine) {
  EXPECT_THAT(Draw(1, 100, 3), ElementsAre(28, 62, 30));
}

TEST(FaultRandomTest, StaysBelowTheBoundAndReachesAllOfIt) {
  const std::vector<uint64_t> drawn = Draw(3, 4, 200);
  EXPECT_THAT(drawn, testing::Each(Le(3u)));
  EXPECT_THAT(std::set<uint64_t>(drawn.begin(), drawn.end()), SizeIs(4));
}

TEST(FaultRandomTest, KeepsItsChoicesUntilTheyAreTaken) {
  FaultRandom random(1);
  const uint64_t page = random.Below(100, "page");
  random.Note("file", "base/1/2");
  const std::vector<RandomChoice> choices = random.TakeChoices();
  ASSERT_THAT(choices, SizeIs(2));
  EXPECT_EQ(choices[0].name(), "page");
  EXPECT_EQ(choices[0].value(), std::to_string(page));
  EXPECT_EQ(choices[1].value(), "base/1/2");
  EXPECT_THAT(random.TakeChoices(), SizeIs(0));
}

}  // namespace
}  // namespace drill
