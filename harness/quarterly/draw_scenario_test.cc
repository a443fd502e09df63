#include "harness/quarterly/draw_scenario.h"

#include <set>

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(DrawScenarioTest, TheSameSeedAndQuarterDrawTheSame) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    const size_t drawn = DrawScenario(seed, "2026-Q4", 5);
    EXPECT_LT(drawn, 5u);
    EXPECT_EQ(DrawScenario(seed, "2026-Q4", 5), drawn);
  }
}

TEST(DrawScenarioTest, EveryScenarioIsDrawnBySomeSeed) {
  std::set<size_t> drawn;
  for (uint64_t seed = 0; seed < 200; ++seed) drawn.insert(DrawScenario(seed, "2026-Q4", 5));
  EXPECT_EQ(drawn.size(), 5u);
}

TEST(DrawScenarioTest, TheNextQuarterIsNotBoundToTheSameScenario) {
  int others = 0;
  for (uint64_t seed = 0; seed < 100; ++seed)
    if (DrawScenario(seed, "2026-Q4", 5) != DrawScenario(seed, "2027-Q1", 5)) ++others;
  EXPECT_GT(others, 50);
}

TEST(DrawScenarioTest, SeedsThatDifferAboveTheirLowHalfDrawDifferently) {
  int others = 0;
  for (uint64_t seed = 0; seed < 100; ++seed)
    if (DrawScenario(seed, "2026-Q4", 5) != DrawScenario(seed | (uint64_t{1} << 40), "2026-Q4", 5))
      ++others;
  EXPECT_GT(others, 50);
}

TEST(DrawScenarioTest, OneScenarioIsAlwaysDrawn) { EXPECT_EQ(DrawScenario(7, "2026-Q4", 1), 0u); }

}  // namespace
}  // namespace drill
