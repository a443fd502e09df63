#include "reports/drills_table.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

Summary Drill(const std::string& scenario, Outcome outcome, int exit_code) {
  Summary drill;
  drill.set_scenario(scenario);
  drill.set_outcome(outcome);
  drill.set_exit_code(exit_code);
  drill.set_as_expected(exit_code == 0);
  SummaryTarget& target = *drill.add_targets();
  target.set_limit_ms(30000);
  if (outcome == OUTCOME_PASSED) {
    drill.mutable_recovery()->set_recovered(true);
    drill.mutable_recovery()->set_time_ms(1250);
    target.set_measured_ms(1250);
    target.set_met(true);
  }
  return drill;
}

Summary KnownBad(Outcome outcome, int exit_code) {
  Summary drill = Drill("shop/known_bad_x", outcome, exit_code);
  drill.set_known_bad_check("schema");
  return drill;
}

TEST(DrillsTableTest, ARowForEachAndTheReasonUnderWhatIsNotGood) {
  Summary failed = Drill("shop/all_back", OUTCOME_FAILED, 1);
  failed.add_reasons("schema: expected that of 2.0.0");
  EXPECT_EQ(DrillsTable({Drill("shop/one", OUTCOME_PASSED, 0), failed}),
            "SCENARIO       OUTCOME              EXIT   RECOVERY  TARGET\n"
            "shop/one       passed                  0     1.25 s  30.00 s, met\n"
            "shop/all_back  failed                  1          -  30.00 s\n"
            "    schema: expected that of 2.0.0\n"
            "1 of 2 drills ended with exit code 0\n");
}

TEST(RowOutcomeTest, AKnownBadOneIsGoodWhenItIsFound) {
  EXPECT_EQ(RowOutcome(KnownBad(OUTCOME_FAILED, 0)), "known bad: found");
  EXPECT_EQ(RowOutcome(KnownBad(OUTCOME_FAILED, 1)), "known bad: NOT found");
  EXPECT_EQ(RowOutcome(KnownBad(OUTCOME_PASSED, 1)), "known bad: NOT found");
  EXPECT_EQ(RowOutcome(KnownBad(OUTCOME_INCONCLUSIVE, 2)), "inconclusive");
}

TEST(RowOutcomeTest, AControlOfAKnownBadOneIsJustAControl) {
  Summary control = KnownBad(OUTCOME_FAILED, 1);
  control.set_control("no_rollback");
  EXPECT_EQ(RowOutcome(control), "control: NOT good");
  control.set_as_expected(true);
  EXPECT_EQ(RowOutcome(control), "control: good");
}

TEST(DrillsTableTest, ControlsAreCountedByWhatTheyMustDo) {
  Summary good = Drill("shop/one", OUTCOME_FAILED, 1);
  Summary bad = Drill("shop/two", OUTCOME_INCONCLUSIVE, 2);
  for (Summary* control : {&good, &bad}) {
    control->set_control("no_rollback");
    control->add_reasons("why of " + control->scenario());
  }
  good.set_as_expected(true);
  const std::string table = DrillsTable({good, bad});
  EXPECT_THAT(table, ::testing::HasSubstr("1 of 2 controls did as it must\n"));
  EXPECT_THAT(table, ::testing::HasSubstr("why of shop/two"));
  EXPECT_THAT(table, ::testing::Not(::testing::HasSubstr("why of shop/one")));
}

TEST(RowOutcomeTest, ATargetThatWasMissed) {
  Summary late = Drill("shop/one", OUTCOME_PASSED, 3);
  late.set_over_target(true);
  EXPECT_EQ(RowOutcome(late), "over target");
}

}  // namespace
}  // namespace drill
