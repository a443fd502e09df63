#include "harness/drill/survival_phase.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/drill_case.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class SurvivalPhaseTest : public DrillCase {
 protected:
  void Wants(Expected::Survival survival) {
    spec_.scenario.mutable_expected()->add_survives(survival);
  }

  std::vector<std::string> Trials() const {
    std::vector<std::string> trials;
    for (const Event& event : events_)
      if (event.has_survival_trial()) trials.push_back(event.survival_trial().trial());
    return trials;
  }

  // "survives/restart: why it was not looked at".
  std::vector<std::string> NotLookedAt() const {
    std::vector<std::string> lines;
    for (const Event& event : events_) {
      const auto& left_out = event.not_looked_at();
      if (absl::StartsWith(left_out.check(), "survives"))
        lines.push_back(left_out.check() + ": " + left_out.reason());
    }
    return lines;
  }

  int Count(const std::string& call) const {
    return static_cast<int>(std::count(system_.calls.begin(), system_.calls.end(), call));
  }
};

TEST_F(SurvivalPhaseTest, AScenarioThatAsksForNoneHasNoSuchPhase) {
  Run();
  EXPECT_THAT(Phases(), Not(Contains("survives")));
  EXPECT_THAT(Trials(), IsEmpty());
}

TEST_F(SurvivalPhaseTest, AllThreeAreMadeInOrderAfterTheVerificationAndBeforeTheMigrations) {
  Wants(Expected::AGAIN);
  Wants(Expected::RESTART);
  Wants(Expected::REDEPLOY);
  spec_.scenario.mutable_expected()->set_migration_cycle(true);
  system_.verification.checks.push_back(FakeDrillSystem::Passed("versions/web"));
  Run();
  EXPECT_THAT(Trials(), ElementsAre("restart", "redeploy", "again"));
  const std::vector<std::string> phases = Phases();
  EXPECT_EQ(std::vector<std::string>(phases.end() - 4, phases.end()),
            std::vector<std::string>({"verification", "survives", "migrations", "teardown"}));
  for (const char* name : {"survives/restart", "survives/redeploy", "survives/again"}) {
    ASSERT_NE(Check(name), nullptr);
    EXPECT_TRUE(Check(name)->passed()) << Check(name)->actual();
  }
  EXPECT_EQ(Count("inject"), 2);
  EXPECT_EQ(Count("procedure"), 1);
  EXPECT_EQ(Count("procedure into commands-again"), 1);
}

TEST_F(SurvivalPhaseTest, TheFactsOfATrialAreNotTakenForTheDrillsOwn) {
  Wants(Expected::AGAIN);
  Run();
  int recovered = 0;
  for (const Event& event : events_) recovered += event.has_recovered();
  EXPECT_EQ(recovered, 1);
}

TEST_F(SurvivalPhaseTest, WhatComesAfterATrialThatFailedIsNotTried) {
  Wants(Expected::RESTART);
  Wants(Expected::REDEPLOY);
  system_.restarted->set_passed(false);
  system_.restarted->set_actual("its engine did not answer");
  Run();
  ASSERT_NE(Check("survives/restart"), nullptr);
  EXPECT_FALSE(Check("survives/restart")->passed());
  EXPECT_THAT(Check("survives/restart")->actual(), HasSubstr("did not answer"));
  EXPECT_THAT(NotLookedAt(),
              ElementsAre(AllOf(HasSubstr("survives/redeploy"), HasSubstr("\"restart\""))));
  EXPECT_THAT(system_.calls, Not(Contains("redeploy")));
}

TEST_F(SurvivalPhaseTest, ADeployThatFailsIsFound) {
  Wants(Expected::REDEPLOY);
  system_.redeployed->set_passed(false);
  system_.redeployed->set_actual("exited with 1");
  Run();
  EXPECT_FALSE(Check("survives/redeploy")->passed());
}

TEST_F(SurvivalPhaseTest, WhatIsRecordedOfTheReleaseMustHoldAfterwardsToo) {
  Wants(Expected::RESTART);
  CheckResult wrong = FakeDrillSystem::Passed("seeded_data/orders");
  wrong.set_passed(false);
  wrong.set_actual("3 rows fewer");
  system_.verification.checks.push_back(wrong);
  Run();
  EXPECT_FALSE(Check("survives/restart")->passed());
  EXPECT_THAT(Check("survives/restart")->actual(), HasSubstr("3 rows fewer"));
}

TEST_F(SurvivalPhaseTest, TheLoadIsOverAndSaysNothingOfATrial) {
  Wants(Expected::RESTART);
  CheckResult load = FakeDrillSystem::Passed("load");
  load.set_passed(false);
  system_.verification.checks.push_back(load);
  Run();
  EXPECT_TRUE(Check("survives/restart")->passed());
}

TEST_F(SurvivalPhaseTest, WritesThatAreGoneAfterATrialAreFound) {
  Wants(Expected::RESTART);
  system_.data->set_rule(LOSS_RULE_NOTHING_LOST);
  // The verification's look, the one before the trial, and the one after it.
  system_.lost_rows = {0, 0, 4};
  Run();
  EXPECT_FALSE(Check("survives/restart")->passed());
  EXPECT_THAT(Check("survives/restart")->actual(), HasSubstr("4 more acknowledged writes lost"));
}

TEST_F(SurvivalPhaseTest, ABackupThatIsRestoredASecondTimeMayLoseWhatWasWrittenSince) {
  Wants(Expected::AGAIN);
  spec_.scenario.mutable_expected()->mutable_data()->mutable_recovery_point();
  system_.data->set_rule(LOSS_RULE_RECOVERY_POINT);
  system_.lost_rows = {0, 0, 4};
  Run();
  EXPECT_TRUE(Check("survives/again")->passed());
}

TEST_F(SurvivalPhaseTest, AProcedureThatFailsTheSecondTimeIsFound) {
  Wants(Expected::AGAIN);
  system_.second_procedure = ProcedureEnded();
  system_.second_procedure->set_reason("line 7: the dump is not there any more");
  Run();
  EXPECT_TRUE(Check("procedure")->passed());
  EXPECT_FALSE(Check("survives/again")->passed());
  EXPECT_THAT(Check("survives/again")->actual(), HasSubstr("the dump is not there any more"));
}

TEST_F(SurvivalPhaseTest, NothingIsTriedWhereTheDrillHasFailedOrIsAControl) {
  Wants(Expected::RESTART);
  system_.recovered = false;
  Run();
  EXPECT_THAT(NotLookedAt(), ElementsAre(HasSubstr("did not come back")));

  events_.clear();
  system_.requests.clear();
  system_.recovered = true;
  spec_.control = Control::kNoFault;
  Run();
  EXPECT_THAT(NotLookedAt(), ElementsAre(HasSubstr("control")));
}

TEST_F(SurvivalPhaseTest, AProcedureKnownToBeBadIsTriedWhereThisIsToFindIt) {
  Wants(Expected::RESTART);
  spec_.scenario.mutable_known_bad()->set_check("schema");
  Run();
  EXPECT_THAT(NotLookedAt(), ElementsAre(HasSubstr("known to be bad")));

  events_.clear();
  system_.requests.clear();
  spec_.scenario.mutable_known_bad()->set_check("survives/restart");
  Run();
  EXPECT_THAT(Trials(), ElementsAre("restart"));
}

TEST_F(SurvivalPhaseTest, AMachineThatCannotBeRestartedIsTheHarnesssFailure) {
  Wants(Expected::RESTART);
  system_.restarted = absl::InternalError("runc: no space");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: survives/restart: runc: no space"));
  EXPECT_EQ(Check("survives/restart"), nullptr);
}

}  // namespace
}  // namespace drill
