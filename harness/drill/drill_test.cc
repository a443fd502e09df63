#include "harness/drill/drill.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/fake_drill_system.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class InstantClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now_ += absl::Milliseconds(1); }
  absl::Time Wall() override { return absl::UnixEpoch() + now_; }
  void Sleep(absl::Duration duration) override { now_ += duration; }

 private:
  absl::Duration now_ = absl::Hours(1);
};

class DrillTest : public testing::Test {
 protected:
  DrillTest() {
    spec_.scenario.add_fault()->add_proof()->set_name("red");
    spec_.scenario.mutable_recovery()->add_steady_state("*");
    spec_.scenario.mutable_expected()->mutable_data()->set_nothing_lost(true);
  }

  void Run() {
    const EventSink sink = [this](Event event) {
      events_.push_back(std::move(event));
      return absl::OkStatus();
    };
    EXPECT_THAT(RunDrill(spec_, system_, sink, clock_, stop_), IsOk());
  }

  std::vector<std::string> Phases() const {
    std::vector<std::string> names;
    for (const Event& event : events_) {
      if (event.has_phase_started()) names.push_back(event.phase_started().name());
    }
    return names;
  }

  std::vector<std::string> Failures() const {
    std::vector<std::string> failures;
    for (const Event& event : events_) {
      if (event.has_failure())
        failures.push_back(event.failure().outcome() + ": " + event.failure().message());
    }
    return failures;
  }

  const CheckResult* Check(const std::string& name) const {
    for (const Event& event : events_) {
      if (event.check().name() == name) return &event.check();
    }
    return nullptr;
  }

  DrillSpec spec_;
  FakeDrillSystem system_;
  InstantClock clock_;
  StopToken stop_;
  std::vector<Event> events_;
};

TEST_F(DrillTest, RunsEveryPhaseInTheOrderOfTheArchitecture) {
  Run();
  EXPECT_THAT(Phases(),
              ElementsAre("host", "stack", "steady_state", "load", "fault", "proof", "procedure",
                          "recovery", "load_after", "verification", "teardown"));
  EXPECT_THAT(Failures(), IsEmpty());
  EXPECT_TRUE(events_.front().has_drill_started());
  EXPECT_TRUE(events_.back().has_drill_ended());
}

TEST_F(DrillTest, WhatTheDocumentSaysOtherwiseIsNotedAndNotJudged) {
  system_.differences = std::vector<std::string>{"R.md:6: names the revision a2"};
  Run();
  EXPECT_THAT(Failures(), IsEmpty());
  std::vector<std::string> notes;
  for (const Event& event : events_) {
    if (event.has_note()) notes.push_back(event.note().text());
  }
  EXPECT_THAT(notes, ElementsAre("R.md:6: names the revision a2"));
}

TEST_F(DrillTest, ADocumentThatCannotBeComparedIsAnError) {
  system_.differences = absl::InternalError("no alembic");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: no alembic"));
}

TEST_F(DrillTest, ASystemThatIsNotSteadyMakesTheDrillVoidAndIsNeverBroken) {
  system_.steady = false;
  Run();
  EXPECT_THAT(Failures(),
              ElementsAre(HasSubstr("invalid: the system was not in its steady state")));
  EXPECT_THAT(system_.calls, Not(Contains("inject")));
  EXPECT_THAT(system_.calls, Contains("teardown"));
}

TEST_F(DrillTest, AnUnprovedFaultIsInconclusiveAndTheProcedureDoesNotRun) {
  system_.proved = false;
  Run();
  EXPECT_THAT(Failures(),
              ElementsAre(HasSubstr("inconclusive: the fault was injected, but not proved")));
  EXPECT_THAT(system_.calls, Not(Contains("procedure")));
  EXPECT_THAT(system_.calls, Contains("teardown"));
}

TEST_F(DrillTest, AFaultWithoutAnyProofIsNeverProved) {
  spec_.scenario.mutable_fault(0)->clear_proof();
  Run();
  EXPECT_THAT(Failures(), ElementsAre(HasSubstr("inconclusive")));
}

TEST_F(DrillTest, TheFamilysOwnProofIsAskedForBesideTheScenarios) {
  system_.injected->proof.emplace_back().set_name("own");
  Run();
  std::vector<std::string> names;
  for (const Probe& probe : system_.requests.at(1).probes) names.push_back(probe.name());
  EXPECT_THAT(names, ElementsAre("own", "red"));
}

TEST_F(DrillTest, AFaultThatCannotTakeHoldIsInconclusive) {
  system_.injected->refused = "no container of service brain";
  Run();
  EXPECT_THAT(Failures(), ElementsAre("inconclusive: the fault cannot take hold here: no container "
                                      "of service brain"));
  EXPECT_THAT(system_.calls, Not(Contains("procedure")));
}

TEST_F(DrillTest, SeveralFaultsAreInjectedInOrderAndProvedTogether) {
  system_.injected->proof.emplace_back().set_name("own");
  spec_.scenario.add_fault()->add_proof()->set_name("second");
  Run();
  EXPECT_EQ(std::count(system_.calls.begin(), system_.calls.end(), "inject"), 2);
  std::vector<std::string> names;
  for (const Probe& probe : system_.requests.at(1).probes) names.push_back(probe.name());
  EXPECT_THAT(names, ElementsAre("fault 1: own", "red", "fault 2: own", "second"));
}

TEST_F(DrillTest, AFaultWaitsForItsCondition) {
  spec_.scenario.mutable_fault(0)->mutable_when()->mutable_probe()->set_name("thousand_rows");
  Run();
  ASSERT_GE(system_.requests.size(), 2u);
  EXPECT_EQ(system_.requests.at(1).probes.at(0).name(), "thousand_rows");
  EXPECT_THAT(system_.calls, Contains("inject"));
}

TEST_F(DrillTest, AConditionThatNeverComesIsInconclusiveAndNothingIsBroken) {
  system_.proved = false;
  spec_.scenario.mutable_fault(0)->mutable_when()->mutable_probe()->set_name("thousand_rows");
  Run();
  EXPECT_THAT(Failures(),
              ElementsAre(HasSubstr("inconclusive: the fault waits for thousand_rows")));
  EXPECT_THAT(system_.calls, Not(Contains("inject")));
}

TEST_F(DrillTest, RecoveryProbesThatTheFaultLeavesGreenAreInconclusive) {
  system_.green_with_fault = true;
  Run();
  EXPECT_THAT(Failures(), ElementsAre(HasSubstr("cannot show a recovery")));
  EXPECT_THAT(system_.calls, Not(Contains("procedure")));
}

TEST_F(DrillTest, WhatKeepsTheSystemFromRecoveryIsToldFirst) {
  system_.recovered = false;
  system_.last_seen = {"health: green: 200", "rows: could not be looked at: rests",
                       "brain: red: exited"};
  Run();
  ASSERT_NE(Check("recovery"), nullptr);
  EXPECT_EQ(Check("recovery")->actual(),
            "brain: red: exited; rows: could not be looked at: rests; health: green: 200");
}

TEST_F(DrillTest, RecoveryIsWatchedFromBeforeTheProcedure) {
  Run();
  const auto watch = std::find(system_.calls.begin(), system_.calls.end(), "watch");
  EXPECT_THAT(std::vector<std::string>(watch, system_.calls.end()),
              ElementsAre("watch", "procedure", "recovery", "mark after", "stop_load", "verify",
                          "compare", "stop_load", "teardown"));
}

TEST_F(DrillTest, AMachineThatDoesNotBootIsAnErrorAndIsTornDown) {
  system_.boot = absl::InternalError("dockerd did not answer");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: dockerd did not answer"));
  EXPECT_THAT(Phases(), ElementsAre("host", "teardown"));
}

TEST_F(DrillTest, AProcedureThatStopsIsAFailedCheckAndTheSystemIsStillLookedAt) {
  system_.procedure.set_completed(false);
  system_.procedure.set_reason("line 12 exited with 1");
  Run();
  ASSERT_NE(Check("procedure"), nullptr);
  EXPECT_FALSE(Check("procedure")->passed());
  EXPECT_EQ(Check("procedure")->actual(), "line 12 exited with 1");
  EXPECT_THAT(system_.calls, Contains("verify"));
}

TEST_F(DrillTest, ASystemThatDoesNotComeBackIsAFailedCheck) {
  system_.recovered = false;
  Run();
  ASSERT_NE(Check("recovery"), nullptr);
  EXPECT_FALSE(Check("recovery")->passed());
}

TEST_F(DrillTest, WithoutTheRollbackTheProcedureIsLeftOut) {
  spec_.control = Control::kNoRollback;
  Run();
  EXPECT_THAT(Phases(), Not(Contains("procedure")));
  EXPECT_THAT(Phases(), Contains("fault"));
  EXPECT_EQ(events_.front().drill_started().control(), "no_rollback");
}

TEST_F(DrillTest, WithoutTheFaultTheUntouchedSystemIsVerifiedAsAWhole) {
  spec_.control = Control::kNoFault;
  spec_.scenario.mutable_recovery()->clear_steady_state();
  Run();
  EXPECT_THAT(Phases(), ElementsAre("host", "stack", "steady_state", "load", "recovery",
                                    "load_after", "verification", "teardown"));
  EXPECT_THAT(system_.requests.back().steady_state, ElementsAre("*"));
}

TEST_F(DrillTest, AContainingProcedureRunsInItsControlWithoutAFault) {
  spec_.control = Control::kNoFault;
  spec_.scenario.set_no_fault_control(CONTROL_RUN_PROCEDURE);
  Run();
  EXPECT_THAT(Phases(), Contains("procedure"));
  EXPECT_THAT(Phases(), Not(Contains("fault")));
}

TEST_F(DrillTest, ALostWriteBreaksTheRuleThatNothingIsLost) {
  system_.data->set_rows_acknowledged(10);
  system_.data->set_rows_lost(1);
  Run();
  EXPECT_FALSE(Check("data")->passed());
}

TEST_F(DrillTest, ARestoredBackupMayLoseWhatCameAfterItsRecoveryPointOnly) {
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

TEST_F(DrillTest, NoRestoredBackupExcusesWhatIsLostAfterTheRecovery) {
  spec_.scenario.mutable_expected()->mutable_data()->mutable_recovery_point();
  system_.data->set_rows_lost(4);
  system_.data->set_rows_lost_after_recovery(1);
  Run();
  EXPECT_FALSE(Check("data")->passed());
}

TEST_F(DrillTest, ALoadThatCouldNotBeMadeIsAnErrorAndTheSystemIsTornDown) {
  system_.windows = absl::DataLossError("ledger.log: No space left on device");
  Run();
  EXPECT_THAT(Failures(), Contains("error: ledger.log: No space left on device"));
  EXPECT_EQ(system_.calls.back(), "teardown");
}

LoadWindow Writes(const std::string& name, int sent, int acknowledged) {
  LoadWindow window;
  window.set_name(name);
  window.set_writes_sent(sent);
  window.set_writes_acknowledged(acknowledged);
  return window;
}

TEST_F(DrillTest, UsersWhoDoNotSeemToBeServedAreLookedAtLonger) {
  spec_.load_lead = absl::Minutes(10);
  const auto minutes = [this] {
    const absl::Duration began = clock_.Monotonic();
    events_.clear();
    Run();
    return absl::ToInt64Minutes(clock_.Monotonic() - began);
  };
  system_.windows_so_far = {Writes("before", 40, 40), Writes("after", 40, 40)};
  EXPECT_EQ(minutes(), 10 + 10) << "before the fault and after the recovery";
  system_.windows_so_far[1] = Writes("after", 40, 0);
  EXPECT_EQ(minutes(), 10 + 10) << "no answer could make that good";
  system_.windows_so_far[1] = Writes("after", 40, 35);
  EXPECT_EQ(minutes(), 10 + 50);
  spec_.scenario.mutable_expected()->add_skipped_checks()->set_name("load");
  EXPECT_EQ(minutes(), 10 + 10) << "nobody asks";
  spec_.scenario.mutable_expected()->clear_skipped_checks();
  system_.recovered = false;
  EXPECT_EQ(minutes(), 10 + 10) << "the verdict is known";
}

TEST_F(DrillTest, LosingMoreTimeThanAllowedIsAFailedCheck) {
  RecoveryPoint& point =
      *spec_.scenario.mutable_expected()->mutable_data()->mutable_recovery_point();
  point.mutable_max_lost()->set_seconds(5);
  system_.data->set_lost_seconds(6);
  Run();
  EXPECT_FALSE(Check("data")->passed());
}

TEST_F(DrillTest, DataThatCannotBeComparedIsAnError) {
  system_.data = absl::UnavailableError("no database");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: no database"));
}

TEST_F(DrillTest, TheMigrationCycleComesLastAndItsChecksCount) {
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
              ElementsAre("compare", "migration_cycle", "stop_load", "teardown"));
  ASSERT_NE(Check("migration_cycle/base"), nullptr);
  EXPECT_FALSE(Check("migration_cycle/base")->passed());
  EXPECT_EQ(Check("migration_cycle/base")->phase(), "verification");
}

TEST_F(DrillTest, WithoutTheRollbackThereIsNoDowngradeToGoRoundFrom) {
  spec_.control = Control::kNoRollback;
  spec_.scenario.mutable_expected()->set_migration_cycle(true);
  Run();
  EXPECT_THAT(system_.calls, Not(Contains("migration_cycle")));
}

TEST_F(DrillTest, AMigrationCycleThatCannotBeDrivenIsAnError) {
  spec_.scenario.mutable_expected()->set_migration_cycle(true);
  system_.cycle = absl::CancelledError("stopped by the user");
  Run();
  EXPECT_THAT(Failures(), ElementsAre(HasSubstr("stopped by the user")));
}

TEST_F(DrillTest, TheStacksBackupsAreLookedAtBeforeTheLoadAndAfterTheVerification) {
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

TEST_F(DrillTest, BackupsThatCannotBeLookedAtAreAnError) {
  spec_.has_backups = true;
  system_.backups = absl::InternalError("the host is gone");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: the host is gone"));
  EXPECT_THAT(system_.calls, Not(Contains("inject")));
}

TEST_F(DrillTest, CtrlCEndsTheDrillAndTearsDown) {
  stop_.RequestStop();
  Run();
  EXPECT_THAT(Phases(), ElementsAre("teardown"));
  EXPECT_THAT(Failures(), ElementsAre(HasSubstr("stopped")));
}

TEST_F(DrillTest, AFailedTearDownIsAnError) {
  system_.residue = absl::InternalError("mount is busy");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: mount is busy"));
}

TEST(DrillSinkTest, AJournalThatCannotBeWrittenEndsTheDrillWithItsError) {
  FakeDrillSystem system;
  InstantClock clock;
  StopToken stop;
  const EventSink sink = [](const Event&) { return absl::InternalError("no space left"); };
  EXPECT_THAT(RunDrill(DrillSpec(), system, sink, clock, stop),
              StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(system.calls, Contains("teardown"));
  EXPECT_THAT(system.calls, Not(Contains("inject")));
}

}  // namespace
}  // namespace drill
