#include "harness/twin/compare_extents.h"

#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/twin/findings_of.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kTable[] = "table public.agents";
constexpr double kDay = 86400;

Portrait Machine(double total, std::optional<double> ahead_seconds = std::nullopt) {
  Portrait portrait;
  Extent& extent = *portrait.add_extents();
  extent.set_table(kTable);
  extent.set_column("tasks");
  extent.set_total(total);
  if (ahead_seconds.has_value()) extent.set_ahead_seconds(*ahead_seconds);
  Painter(DATABASE, &portrait).Field(kTable, "owner", "shop");
  return portrait;
}

std::vector<std::string> Findings(const std::vector<Portrait>& healthy, const Portrait& found) {
  return FindingsOf(AddExtents, healthy, found);
}

TEST(CompareExtentsTest, ACounterThatGoesOnIsNoFinding) {
  EXPECT_THAT(Findings({Machine(1200), Machine(1210), Machine(1210)}, Machine(1900)), IsEmpty());
}

TEST(CompareExtentsTest, ACounterThatWasSetBackIsAFinding) {
  EXPECT_THAT(
      Findings({Machine(1200), Machine(1210), Machine(1210)}, Machine(7)),
      ElementsAre("table public.agents: reach of tasks is set back to 7 in all, where healthy "
                  "machines count on from 1200, was moved on by what is done"));
}

TEST(CompareExtentsTest, ASteadyCounterNeverFalls) {
  std::vector<Portrait> healthy;
  const auto look = [&](double total, double seconds) {
    healthy.push_back(Machine(total));
    healthy.back().set_ran_seconds(seconds);
  };
  look(37, 5);
  look(49, 17);
  look(62, 30);
  look(70, 45);
  EXPECT_THAT(Findings(healthy, Machine(37)), IsEmpty());
  EXPECT_THAT(Findings(healthy, Machine(36)),
              ElementsAre("table public.agents: reach of tasks is set back to 36 in all, where "
                          "healthy machines count on from 37, was moved on by what is done"));
  look(71, 60);
  EXPECT_THAT(Findings(healthy, Machine(36)), IsEmpty()) << "it stands still for a while";
  healthy.pop_back();
  healthy.pop_back();
  EXPECT_THAT(Findings(healthy, Machine(36)), IsEmpty()) << "three looks may rise by accident";
}

TEST(CompareExtentsTest, WhatABackupHeldIsNotSetBack) {
  Portrait restored = Machine(7);
  restored.set_from_backup(true);
  EXPECT_THAT(Findings({Machine(1200), Machine(1210)}, restored), IsEmpty());
}

TEST(CompareExtentsTest, AGaugeMayFall) {
  EXPECT_THAT(Findings({Machine(40), Machine(50), Machine(45)}, Machine(1)), IsEmpty())
      << "it fell on a healthy machine, too";
  EXPECT_THAT(Findings({Machine(40), Machine(50), Machine(70)}, Machine(1)), IsEmpty())
      << "within twice of what it rises";
  EXPECT_THAT(Findings({Machine(40), Machine(41), Machine(42)}, Machine(21)), IsEmpty())
      << "more than half is left";
}

TEST(CompareExtentsTest, AColumnThatDoesNotMoveIsComparedByItsValues) {
  EXPECT_THAT(Findings({Machine(1200), Machine(1200)}, Machine(7)), IsEmpty());
  EXPECT_THAT(Findings({Machine(1200, 5), Machine(1200, 3)}, Machine(1200, 30 * kDay)), IsEmpty());
}

TEST(CompareExtentsTest, TimesThatWereSetBackAreAFinding) {
  const std::vector<Portrait> healthy = {Machine(1.7e9, -5), Machine(1.7e9 + 60, -5)};
  EXPECT_THAT(Findings(healthy, Machine(1.7e9 - 3000, -5)), IsEmpty()) << "within the hour";
  EXPECT_THAT(
      Findings(healthy, Machine(1.7e9 - kDay, -kDay)),
      ElementsAre("table public.agents: reach of tasks is set back by 24h in all, was moved on "
                  "by what is done"));
}

TEST(CompareExtentsTest, TimesFarAheadAreAFinding) {
  const std::vector<Portrait> healthy = {Machine(1.7e9, 100), Machine(1.7e9 + 60, 40)};
  EXPECT_THAT(Findings(healthy, Machine(1.7e9 + 500, kDay)), IsEmpty());
  EXPECT_THAT(
      Findings(healthy, Machine(1.8e9, 300 * kDay)),
      ElementsAre("table public.agents: reach of tasks is 7200h ahead, was moved on by what "
                  "is done"));
}

TEST(CompareExtentsTest, WhereAHealthyMachineCannotTellThereIsNoJudgement) {
  Portrait blind = Machine(1200);
  blind.clear_extents();
  EXPECT_THAT(Findings({Machine(1200), blind}, Machine(7)), IsEmpty());
}

}  // namespace
}  // namespace drill
