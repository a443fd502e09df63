#include "harness/twin/compare_new_values.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/twin/findings_of.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kTable[] = "table public.messages";

// A machine on which rows came, whose column "model" is as it says.
Portrait Machine(int empty, int unknown) {
  Portrait portrait;
  NewRows& table = *portrait.add_new_rows();
  table.set_table(kTable);
  table.set_rows(20);
  NewValues& values = (*table.mutable_newest())["model"];
  values.set_empty(empty);
  values.set_unknown(unknown);
  Painter(DATABASE, &portrait).Field(kTable, "owner", "shop");
  return portrait;
}

std::vector<std::string> Findings(const std::vector<Portrait>& healthy, const Portrait& found) {
  return FindingsOf(AddNewValues, healthy, found);
}

const std::vector<Portrait>& Healthy() {
  static const auto* const healthy = new std::vector<Portrait>{Machine(0, 0), Machine(0, 0)};
  return *healthy;
}

TEST(CompareNewValuesTest, WhatHealthyMachinesWriteIsNoFinding) {
  EXPECT_THAT(Findings(Healthy(), Machine(0, 0)), IsEmpty());
}

TEST(CompareNewValuesTest, AColumnThatIsNotFilledAnyMoreIsAFinding) {
  EXPECT_THAT(Findings(Healthy(), Machine(5, 0)),
              ElementsAre("table public.messages: what the newest rows hold, model is nothing, was "
                          "something in each"));
  EXPECT_THAT(Findings(Healthy(), Machine(5, 5)), ElementsAre(HasSubstr("is nothing")))
      << "told once";
}

TEST(CompareNewValuesTest, ValuesThatNoRowHadAreAFinding) {
  EXPECT_THAT(Findings(Healthy(), Machine(0, 5)),
              ElementsAre(HasSubstr("is values that none of the seed's rows has")));
}

TEST(CompareNewValuesTest, OneRowAsItWasIsEnough) {
  EXPECT_THAT(Findings(Healthy(), Machine(4, 0)), IsEmpty());
  EXPECT_THAT(Findings(Healthy(), Machine(0, 4)), IsEmpty());
}

TEST(CompareNewValuesTest, WhatIsSoOnOneHealthyMachineIsNoFinding) {
  EXPECT_THAT(Findings({Machine(0, 0), Machine(1, 0)}, Machine(5, 0)), IsEmpty());
  EXPECT_THAT(Findings({Machine(0, 0), Machine(0, 1)}, Machine(0, 5)), IsEmpty());
}

TEST(CompareNewValuesTest, OneHealthyMachineProvesNothing) {
  Portrait without_rows = Machine(0, 0);
  without_rows.mutable_new_rows(0)->clear_newest();
  EXPECT_THAT(Findings({Machine(0, 0), without_rows}, Machine(5, 5)), IsEmpty());
}

}  // namespace
}  // namespace drill
