#include "harness/twin/compare_earlier_rows.h"

#include <cstdint>
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
using ::testing::UnorderedElementsAre;

constexpr char kTable[] = "table public.messages";

struct Row {
  int64_t key;
  int64_t body;
  int64_t session;
};

// A machine whose table has these rows besides the seed's.
Portrait Machine(const std::vector<Row>& rows) {
  Portrait portrait;
  RowsSince& since = *portrait.add_rows_that_came();
  since.set_table(kTable);
  since.add_column("body");
  since.add_column("session");
  for (const Row& row : rows) {
    since.add_key(row.key);
    since.add_value(row.body);
    since.add_value(row.session);
  }
  Painter(DATABASE, &portrait).Field(kTable, "owner", "shop");
  return portrait;
}

std::vector<std::string> Findings(const Portrait& before, const std::vector<Portrait>& healthy,
                                  const Portrait& found) {
  const auto judge = [&before](std::vector<Portrait>* machines, Portrait* now) {
    AddEarlierRows(before, machines, now);
  };
  return FindingsOf(judge, healthy, found);
}

// The rows of a healthy machine stay, and others come.
const std::vector<Portrait>& Healthy() {
  static const auto* const healthy = new std::vector<Portrait>{
      Machine({}), Machine({{1, 10, 100}}), Machine({{1, 10, 100}, {2, 20, 100}})};
  return *healthy;
}

const Portrait& Before() {
  static const auto* const before = new Portrait(Machine({{7, 70, 100}, {8, 80, 100}}));
  return *before;
}

TEST(CompareEarlierRowsTest, RowsThatAreAsTheyWereAreNoFinding) {
  EXPECT_THAT(Findings(Before(), Healthy(), Machine({{7, 70, 100}, {8, 80, 100}, {9, 90, 900}})),
              IsEmpty());
}

TEST(CompareEarlierRowsTest, AMissingRowIsAFinding) {
  EXPECT_THAT(Findings(Before(), Healthy(), Machine({{7, 70, 100}, {9, 90, 900}})),
              ElementsAre("table public.messages: rows from before the fault is 1 of 2, was all of "
                          "them"));
  EXPECT_THAT(Findings(Before(), Healthy(), Machine({})), ElementsAre(HasSubstr("0 of 2")));
}

TEST(CompareEarlierRowsTest, AnotherValueIsAFinding) {
  EXPECT_THAT(
      Findings(Before(), Healthy(), Machine({{7, 70, 700}, {8, 80, 100}})),
      ElementsAre("table public.messages: values of rows from before the fault, session is another "
                  "in 1 of 2, was as it was"));
  EXPECT_THAT(Findings(Before(), Healthy(), Machine({{7, 80, 700}, {8, 70, 800}})),
              UnorderedElementsAre(HasSubstr("body is another in 2 of 2"),
                                   HasSubstr("session is another in 2 of 2")));
}

TEST(CompareEarlierRowsTest, WhatChangesOnAHealthyMachineIsNoFinding) {
  const std::vector<Portrait> changing = {Machine({{1, 10, 100}}), Machine({{1, 10, 101}})};
  EXPECT_THAT(Findings(Before(), changing, Machine({{7, 70, 700}, {8, 80, 100}})), IsEmpty());
  EXPECT_THAT(Findings(Before(), changing, Machine({{7, 71, 700}, {8, 80, 100}})),
              ElementsAre(HasSubstr("body")))
      << "another column does not";
}

TEST(CompareEarlierRowsTest, RowsThatVanishOnAHealthyMachineMayBeMissing) {
  const std::vector<Portrait> vanishing = {Machine({{1, 10, 100}, {2, 20, 100}}),
                                           Machine({{1, 10, 100}})};
  EXPECT_THAT(Findings(Before(), vanishing, Machine({{7, 70, 100}})), IsEmpty());
}

TEST(CompareEarlierRowsTest, HealthyMachinesWithoutARowThatStayedTellNothing) {
  EXPECT_THAT(Findings(Before(), {Machine({}), Machine({{1, 10, 100}})}, Machine({{7, 0, 0}})),
              IsEmpty());
  Portrait without_rows = Machine({});
  without_rows.clear_rows_that_came();
  EXPECT_THAT(Findings(Before(), {without_rows, without_rows}, Machine({{7, 0, 0}})), IsEmpty());
}

TEST(CompareEarlierRowsTest, OfATableThatWasCutOffNoRowIsMissing) {
  Portrait found = Machine({{7, 70, 700}});
  found.mutable_rows_that_came(0)->set_cut_off(true);
  EXPECT_THAT(Findings(Before(), Healthy(), found), ElementsAre(HasSubstr("session")));
}

TEST(CompareEarlierRowsTest, AColumnThatOnlyOneOfTheLooksHasIsNotJudged) {
  Portrait found = Machine({{7, 70, 700}, {8, 80, 800}});
  found.mutable_rows_that_came(0)->set_column(1, "renamed");
  EXPECT_THAT(Findings(Before(), Healthy(), found), IsEmpty()) << "the schema tells it";
}

TEST(CompareEarlierRowsTest, WhatCouldNotBeLookedAtBeforeTheFaultLeavesTheCheckUndecided) {
  Portrait before;
  Painter painter(DATABASE, &before);
  painter.NotObserved("the database", "it does not answer");
  painter.NeverObserved("rows of tags", "the stack's database user may not read it");
  Portrait found = Machine({});
  std::vector<Portrait> healthy = Healthy();
  AddEarlierRows(before, &healthy, &found);
  ASSERT_EQ(found.not_observed_size(), 1);
  EXPECT_EQ(found.not_observed(0).what(), "the database, before the fault");
}

}  // namespace
}  // namespace drill
