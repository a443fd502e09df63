#include "harness/drill/drill.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/drill_case.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using DrillTest = DrillCase;

TEST_F(DrillTest, RunsEveryPhaseInTheOrderOfTheArchitecture) {
  Run();
  EXPECT_THAT(Phases(), ElementsAre("host", "stack", "steady_state", "load", "fault", "proof",
                                    "procedure", "recovery", "load_after", "stays_well", "requests",
                                    "verification", "teardown"));
  EXPECT_THAT(Failures(), IsEmpty());
  EXPECT_TRUE(events_.front().has_drill_started());
  EXPECT_TRUE(events_.back().has_drill_ended());
}

TEST_F(DrillTest, RowsAreNotedOfTheHealthySystemUnderLoad) {
  for (const Control control : {Control::kNone, Control::kNoFault}) {
    spec_.control = control;
    system_.calls.clear();
    Run();
    const auto at = [&](const std::string& call) {
      return std::find(system_.calls.begin(), system_.calls.end(), call) - system_.calls.begin();
    };
    EXPECT_THAT(system_.calls, Contains("note_rows").Times(1));
    EXPECT_LT(at("load before"), at("note_rows"));
    EXPECT_LT(at("note_rows"), at("mark during"));
  }
}

TEST_F(DrillTest, DataGrowsBeforeTheLoadAndTheSystemIsAsHealthyWithIt) {
  spec_.growth_rows = 12'000;
  system_.grown->set_rows(12'000);
  system_.grown->set_bytes(34);
  Run();
  EXPECT_THAT(Phases(), ElementsAre("host", "stack", "steady_state", "growth", "load", "fault",
                                    "proof", "procedure", "recovery", "load_after", "stays_well",
                                    "verification", "teardown"));
  EXPECT_THAT(system_.calls, Contains("grow 12000"));
  EXPECT_THAT(Failures(), IsEmpty());
  ASSERT_NE(Check("steady_state/grown"), nullptr);
  EXPECT_TRUE(Check("steady_state/grown")->passed());
  const auto grown = std::find_if(events_.begin(), events_.end(),
                                  [](const Event& event) { return event.has_rows_grown(); });
  ASSERT_NE(grown, events_.end());
  EXPECT_EQ(grown->rows_grown().bytes(), 34);
}

TEST_F(DrillTest, DataThatCannotGrowIsTheStacksFault) {
  spec_.growth_rows = 12'000;
  system_.grown = absl::FailedPreconditionError("the stack's growth.command failed: no such table");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("invalid: the stack's growth.command failed: no such table"));
  EXPECT_THAT(Phases(), Not(Contains("load")));
}

TEST_F(DrillTest, AMachineThatFailsMeanwhileIsAnError) {
  spec_.growth_rows = 12'000;
  system_.grown = absl::UnavailableError("the engine is gone");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: the engine is gone"));
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

TEST_F(DrillTest, AWallThatThisMachineCannotMakeIsNotedAndNotJudged) {
  system_.missing_walls = {"users of its own: this kernel has none"};
  Run();
  EXPECT_THAT(Failures(), IsEmpty());
  std::vector<std::string> notes;
  for (const Event& event : events_) {
    if (event.has_note()) notes.push_back(event.note().text());
  }
  EXPECT_THAT(notes, ElementsAre("the drill host has not users of its own: this kernel has none; "
                                 "see docs/isolation.md"));
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

TEST_F(DrillTest, AMachineThatDoesNotBootIsAnErrorAndIsTornDown) {
  system_.boot = absl::InternalError("dockerd did not answer");
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: dockerd did not answer"));
  EXPECT_THAT(Phases(), ElementsAre("host", "teardown"));
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
  EXPECT_THAT(Phases(),
              ElementsAre("host", "stack", "steady_state", "load", "recovery", "load_after",
                          "stays_well", "requests", "verification", "teardown"));
  EXPECT_THAT(system_.requests.back().steady_state, ElementsAre("*"));
}

TEST_F(DrillTest, AContainingProcedureRunsInItsControlWithoutAFault) {
  spec_.control = Control::kNoFault;
  spec_.scenario.set_no_fault_control(CONTROL_RUN_PROCEDURE);
  Run();
  EXPECT_THAT(Phases(), Contains("procedure"));
  EXPECT_THAT(Phases(), Not(Contains("fault")));
}

TEST_F(DrillTest, WithoutABackupARuleAboutOneMakesTheDrillInvalid) {
  spec_.scenario.mutable_expected()->mutable_data()->mutable_recovery_point()->set_backup_glob(
      "/backups/db_*");
  system_.recovery_point = false;
  Run();
  EXPECT_THAT(Failures(),
              ElementsAre(HasSubstr("invalid: expected.data.recovery_point.backup_glob"
                                    ": no file on the drill host matches /backups/db_*")));
  EXPECT_THAT(system_.calls, Not(Contains("inject")));
  EXPECT_THAT(system_.calls, Contains("teardown"));
}

TEST_F(DrillTest, WhereNothingIsRestoredNobodyAsksForABackup) {
  system_.recovery_point = false;
  Run();
  EXPECT_THAT(Failures(), IsEmpty());
  EXPECT_THAT(system_.calls, Not(Contains("recovery_point")));
}

TEST_F(DrillTest, LatenessIsRecordedPhaseByPhase) {
  system_.lateness.emplace().set_worst_ms(7);
  Run();
  std::vector<std::string> phases;
  for (const Event& event : events_) {
    if (event.has_lateness()) phases.push_back(event.lateness().phase());
  }
  EXPECT_THAT(phases, ElementsAreArray(Phases()));
}

TEST_F(DrillTest, AStepOfTheWallClockIsNoted) {
  system_.commands.emplace_back();
  clock_.step_at_procedure = [this] {
    return std::count(system_.calls.begin(), system_.calls.end(), "procedure") > 0;
  };
  Run();
  std::vector<std::string> phases;
  for (const Event& event : events_) {
    if (!event.has_clock_step()) continue;
    phases.push_back(event.clock_step().phase());
    EXPECT_NEAR(event.clock_step().seconds(), -3, 0.1);
  }
  EXPECT_THAT(phases, ElementsAre("procedure"));
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

TEST_F(DrillTest, WhereOnlyTheCodeGoesBackTheDatabaseIsNotedBeforeTheProcedure) {
  Run();
  EXPECT_THAT(system_.calls, Not(Contains("note_database")));

  spec_.scenario.mutable_expected()->set_code_only(true);
  events_.clear();
  system_.calls.clear();
  system_.requests.clear();
  Run();
  const auto at = [&](const std::string& call) {
    return std::find(system_.calls.begin(), system_.calls.end(), call) - system_.calls.begin();
  };
  EXPECT_GT(at("note_database"), at("inject"));
  EXPECT_LT(at("note_database"), at("procedure"));
}

TEST_F(DrillTest, OldCodeOnAnUnchangedSchemaIsNoSuchDrill) {
  spec_.scenario.mutable_expected()->set_code_only(true);
  system_.noted = false;
  Run();
  EXPECT_THAT(Failures(),
              ElementsAre(HasSubstr("invalid: expected.code_only: the fault has changed")));
}

TEST_F(DrillTest, ADatabaseThatCannotBeNotedLeavesTheDrillInconclusive) {
  spec_.scenario.mutable_expected()->set_code_only(true);
  system_.noted = absl::UnavailableError("connection refused");
  Run();
  EXPECT_THAT(Failures(), ElementsAre(HasSubstr("inconclusive: expected.code_only")));
  EXPECT_THAT(system_.calls, Not(Contains("procedure")));
}

}  // namespace
}  // namespace drill
