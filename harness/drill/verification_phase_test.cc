#include "harness/drill/verification_phase.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/drill_case.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class VerificationPhaseTest : public DrillCase {
 protected:
  // Why the machine was not compared with healthy ones.
  std::vector<std::string> NotLookedAtTwin() const {
    std::vector<std::string> reasons;
    for (const Event& event : events_)
      if (event.not_looked_at().check() == "twin")
        reasons.push_back(event.not_looked_at().reason());
    return reasons;
  }
};

TEST_F(VerificationPhaseTest, ALostWriteBreaksTheRuleThatNothingIsLost) {
  system_.data->set_rows_acknowledged(10);
  system_.data->set_rows_lost(1);
  Run();
  EXPECT_FALSE(Check("data")->passed());
}

TEST_F(VerificationPhaseTest, AWriteWithOtherContentsThanWereSentFails) {
  system_.data->set_rows_acknowledged(10);
  system_.data->set_rows_changed(0);
  Run();
  EXPECT_TRUE(Check("data")->passed());

  events_.clear();
  system_.requests.clear();
  system_.data->set_rows_changed(2);
  Run();
  EXPECT_FALSE(Check("data")->passed());
  EXPECT_THAT(Check("data")->actual(), HasSubstr("2 with other contents than were sent"));
}

TEST_F(VerificationPhaseTest, ARestoredBackupMayLoseWhatCameAfterItsRecoveryPointOnly) {
  spec_.scenario.mutable_expected()->mutable_data()->mutable_recovery_point();
  system_.data->set_rows_lost(4);
  Run();
  EXPECT_TRUE(Check("data")->passed());

  events_.clear();
  system_.requests.clear();
  system_.data->set_rows_lost_before_recovery_point(1);
  Run();
  EXPECT_FALSE(Check("data")->passed());
}

TEST_F(VerificationPhaseTest, NoRestoredBackupExcusesWhatIsLostAfterTheRecovery) {
  spec_.scenario.mutable_expected()->mutable_data()->mutable_recovery_point();
  system_.data->set_rows_lost(4);
  system_.data->set_rows_lost_after_recovery(1);
  Run();
  EXPECT_FALSE(Check("data")->passed());
}

TEST_F(VerificationPhaseTest, ALoadThatCouldNotBeMadeIsAnErrorAndTheSystemIsTornDown) {
  system_.windows = absl::DataLossError("ledger.log: No space left on device");
  Run();
  EXPECT_THAT(Failures(), Contains("error: ledger.log: No space left on device"));
  EXPECT_EQ(system_.calls.back(), "teardown");
}

TEST_F(VerificationPhaseTest, ARecoveryPointOlderThanAllowedIsAFailedCheck) {
  RecoveryPoint& point =
      *spec_.scenario.mutable_expected()->mutable_data()->mutable_recovery_point();
  point.mutable_max_lost()->set_seconds(3600);
  system_.data->set_rule(LOSS_RULE_RECOVERY_POINT);
  system_.data->set_lost_seconds(8);
  system_.data->set_recovery_point_age_seconds(86400);
  Run();
  EXPECT_FALSE(Check("data")->passed()) << "yesterday's dump, of a drill of eight seconds";
  EXPECT_THAT(Check("data")->actual(), HasSubstr("24h old at the fault"));
  EXPECT_EQ(Data().max_lost_seconds(), 3600);

  events_.clear();
  system_.requests.clear();
  system_.data->set_lost_seconds(7200);
  system_.data->set_recovery_point_age_seconds(60);
  Run();
  EXPECT_TRUE(Check("data")->passed());

  events_.clear();
  system_.requests.clear();
  system_.data->clear_recovery_point_age_seconds();
  Run();
  EXPECT_FALSE(Data().has_max_lost_seconds()) << "nothing was broken at any time";
}

TEST_F(VerificationPhaseTest, WhatIsNotLookedAtIsRecorded) {
  NotLookedAt& missing = system_.verification.not_looked_at.emplace_back();
  missing.set_check("endpoints");
  system_.data->set_rule(LOSS_RULE_NOT_CHECKED);
  Run();
  EXPECT_EQ(Check("data"), nullptr) << "no write was looked for";
  std::vector<std::string> names;
  for (const Event& event : events_) {
    if (event.has_not_looked_at()) names.push_back(event.not_looked_at().check());
  }
  EXPECT_THAT(names, ElementsAre("endpoints", "data", "read_back"));
}

TEST_F(VerificationPhaseTest, WhatUsersAreNotShownAgainIsAFailedCheck) {
  system_.read_back->not_looked_at = "";
  system_.read_back->check.set_name("read_back");
  system_.read_back->check.set_actual("19 of 20");
  Run();
  ASSERT_NE(Check("read_back"), nullptr);
  EXPECT_FALSE(Check("read_back")->passed());
  EXPECT_EQ(Check("read_back")->phase(), CHECK_PHASE_VERIFICATION);
}

TEST_F(VerificationPhaseTest, WritesThatCannotBeReadAgainAreAnError) {
  system_.read_back = absl::UnavailableError("no network");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: no network"));
}

// A scenario that leaves out the load check leaves out reading the writes back as well.
TEST_F(VerificationPhaseTest, ReadingAgainIsLeftOutByItselfOrWithTheLoad) {
  SkippedCheck& skipped = *spec_.scenario.mutable_expected()->add_skipped_checks();
  skipped.set_reason("nobody reads");
  for (const char* name : {"read_back", "load"}) {
    skipped.set_name(name);
    system_.calls.clear();
    Run();
    EXPECT_THAT(system_.calls, ::testing::Contains("compare")) << name;
    EXPECT_THAT(system_.calls, ::testing::Not(::testing::Contains("read_back"))) << name;
  }
}

TEST_F(VerificationPhaseTest, DataThatCannotBeComparedIsAnError) {
  system_.data = absl::InternalError("no ledger");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: no ledger"));
}

// A page of a table is still damaged, or the server is down: that is what the procedure left
// behind.
TEST_F(VerificationPhaseTest, DataThatTheSystemDoesNotGiveIsAFinding) {
  for (const absl::Status& status :
       {absl::UnavailableError("no database"), absl::AbortedError("it broke off"),
        absl::FailedPreconditionError("invalid page in block 508")}) {
    events_.clear();
    system_.data = status;
    Run();
    EXPECT_THAT(Failures(), IsEmpty());
    ASSERT_NE(Check("data"), nullptr) << status;
    EXPECT_FALSE(Check("data")->passed());
    EXPECT_THAT(Check("data")->actual(), HasSubstr(std::string(status.message())));
  }
}

TEST_F(VerificationPhaseTest, WhatDiffersFromHealthyMachinesIsRecordedBeforeRowsAreDriven) {
  spec_.scenario.mutable_expected()->set_migration_cycle(true);
  system_.twin->findings.sights.emplace_back().set_category("engine");
  system_.twin->findings.checks.emplace_back().set_name("twin/engine");
  Run();
  ASSERT_NE(Check("twin/engine"), nullptr);
  EXPECT_FALSE(Check("twin/engine")->passed());
  EXPECT_EQ(Check("twin/engine")->phase(), CHECK_PHASE_VERIFICATION);
  EXPECT_TRUE(std::any_of(events_.begin(), events_.end(),
                          [](const Event& event) { return event.has_twin(); }));
  const auto at = [&](const std::string& call) {
    return std::find(system_.calls.begin(), system_.calls.end(), call) - system_.calls.begin();
  };
  EXPECT_LT(at("twin"), at("migration_cycle"));
}

TEST_F(VerificationPhaseTest, WithoutHealthyMachinesThatIsTold) {
  system_.twin->not_looked_at = "none could be observed";
  Run();
  EXPECT_THAT(NotLookedAtTwin(), ElementsAre("none could be observed"));
}

TEST_F(VerificationPhaseTest, AScenarioLeavesTheTwinOutWithItsReason) {
  SkippedCheck& skipped = *spec_.scenario.mutable_expected()->add_skipped_checks();
  skipped.set_name("twin");
  skipped.set_reason("another release");
  Run();
  EXPECT_THAT(system_.calls, Not(Contains("twin")));
  EXPECT_THAT(NotLookedAtTwin(), ElementsAre("the scenario says: another release"));
}

TEST_F(VerificationPhaseTest, AMachineThatDidNotComeBackIsNotCompared) {
  system_.procedure.set_completed(false);
  Run();
  EXPECT_THAT(system_.calls, Not(Contains("twin")));
  EXPECT_THAT(NotLookedAtTwin(), ElementsAre(HasSubstr("did not come back")));
}

TEST_F(VerificationPhaseTest, AMachineThatCannotBeObservedIsAnError) {
  system_.twin = absl::UnavailableError("no engine");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: no engine"));
}

TEST_F(VerificationPhaseTest, TheMigrationCycleComesLastAndItsChecksCount) {
  Run();
  EXPECT_THAT(system_.calls, Not(Contains("migration_cycle")));

  events_.clear();
  system_.calls.clear();
  system_.requests.clear();
  spec_.scenario.mutable_expected()->set_migration_cycle(true);
  system_.cycle->emplace_back().set_name("migration_cycle/base");
  Run();
  const auto compared = std::find(system_.calls.begin(), system_.calls.end(), "compare");
  EXPECT_THAT(std::vector<std::string>(compared, system_.calls.end()),
              ElementsAre("compare", "read_back", "look_again", "migration_cycle", "stop_load",
                          "teardown"));
  ASSERT_NE(Check("migration_cycle/base"), nullptr);
  EXPECT_FALSE(Check("migration_cycle/base")->passed());
  EXPECT_EQ(Check("migration_cycle/base")->phase(), CHECK_PHASE_VERIFICATION);
}

TEST_F(VerificationPhaseTest, WithoutTheRollbackThereIsNoDowngradeToGoRoundFrom) {
  spec_.control = Control::kNoRollback;
  spec_.scenario.mutable_expected()->set_migration_cycle(true);
  Run();
  EXPECT_THAT(system_.calls, Not(Contains("migration_cycle")));
}

TEST_F(VerificationPhaseTest, AMigrationCycleThatCannotBeDrivenIsAnError) {
  spec_.scenario.mutable_expected()->set_migration_cycle(true);
  system_.cycle = absl::CancelledError("stopped by the user");
  Run();
  EXPECT_THAT(Failures(), ElementsAre(HasSubstr("stopped by the user")));
}

TEST_F(VerificationPhaseTest, TheStacksBackupsAreLookedAtBeforeTheLoadAndAfterTheVerification) {
  spec_.has_backups = true;
  system_.backups->states.emplace_back().set_name("db");
  CheckResult& check = system_.backups->checks.emplace_back();
  check.set_name("backups/db/retention");
  Run();
  const auto at = [&](const std::string& call) {
    return std::find(system_.calls.begin(), system_.calls.end(), call) - system_.calls.begin();
  };
  EXPECT_LT(at("backups before"), at("load before"));
  EXPECT_GT(at("backups after"), at("verify"));
  EXPECT_LT(at("backups after"), at("teardown"));
  EXPECT_EQ(std::count_if(events_.begin(), events_.end(),
                          [](const Event& event) { return event.has_backup(); }),
            2);
  EXPECT_NE(Check("backups/db/retention"), nullptr);
}

TEST_F(VerificationPhaseTest, BackupsThatCannotBeLookedAtAreAnError) {
  spec_.has_backups = true;
  system_.backups = absl::InternalError("the host is gone");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: the host is gone"));
  EXPECT_THAT(system_.calls, Not(Contains("inject")));
}

}  // namespace
}  // namespace drill
