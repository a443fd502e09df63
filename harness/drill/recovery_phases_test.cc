#include "harness/drill/recovery_phases.h"

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
using ::testing::Not;

using RecoveryPhasesTest = DrillCase;

LoadWindow Writes(const std::string& name, int sent, int acknowledged) {
  LoadWindow window;
  window.set_name(name);
  window.set_writes_sent(sent);
  window.set_writes_acknowledged(acknowledged);
  return window;
}

TEST_F(RecoveryPhasesTest, RecoveryProbesThatTheFaultLeavesGreenAreInconclusive) {
  system_.green_with_fault = true;
  Run();
  EXPECT_THAT(Failures(), ElementsAre(HasSubstr("cannot show a recovery")));
  EXPECT_THAT(system_.calls, Not(Contains("procedure")));
}

TEST_F(RecoveryPhasesTest, AFaultMayTakeSomeMomentsToShow) {
  system_.looks_until_red = 3;
  Run();
  EXPECT_THAT(system_.calls, Contains("procedure"));
  EXPECT_EQ(std::count(system_.calls.begin(), system_.calls.end(), "look_for_red"), 4);
}

TEST_F(RecoveryPhasesTest, WhatKeepsTheSystemFromRecoveryIsToldFirst) {
  system_.recovered = false;
  system_.last_seen = {"health: green: 200", "rows: could not be looked at: rests",
                       "brain: red: exited"};
  Run();
  ASSERT_NE(Check("recovery"), nullptr);
  EXPECT_EQ(Check("recovery")->actual(),
            "brain: red: exited; rows: could not be looked at: rests; health: green: 200");
}

TEST_F(RecoveryPhasesTest, RecoveryIsWatchedFromBeforeTheProcedure) {
  Run();
  const auto watch = std::find(system_.calls.begin(), system_.calls.end(), "watch");
  EXPECT_THAT(std::vector<std::string>(watch, system_.calls.end()),
              ElementsAre("watch", "procedure", "recovery", "begin_stay", "mark after", "end_stay",
                          "stop_load", "requests", "stop_load", "verify", "twin", "compare",
                          "read_back", "look_again", "stop_load", "teardown"));
}

TEST_F(RecoveryPhasesTest, AProcedureThatStopsIsAFailedCheckAndTheSystemIsStillLookedAt) {
  system_.procedure.set_completed(false);
  system_.procedure.set_reason("line 12 exited with 1");
  Run();
  ASSERT_NE(Check("procedure"), nullptr);
  EXPECT_FALSE(Check("procedure")->passed());
  EXPECT_EQ(Check("procedure")->actual(), "line 12 exited with 1");
  EXPECT_THAT(system_.calls, Contains("verify"));
}

TEST_F(RecoveryPhasesTest, WhatTheDrillHostRefusedIsNoFailureOfTheDocument) {
  system_.procedure.set_completed(false);
  CommandRun& command = system_.commands.emplace_back();
  command.set_text("mount /dev/vdb1 /mnt");
  command.set_exit_code(32);
  command.add_last_words("mount: /mnt: permission denied.");
  Run();
  ASSERT_NE(Check("procedure"), nullptr);
  EXPECT_TRUE(Check("procedure")->undecided());
  EXPECT_EQ(Check("procedure")->source(), "the drill host");
}

TEST_F(RecoveryPhasesTest, WhatWasNotDoneIsADeviationOfItsCommand) {
  CommandRun& command = system_.commands.emplace_back();
  command.set_line(7);
  command.set_text("sudo date -s tomorrow");
  system_.not_done = {"the clock was not set"};
  Run();
  const auto told = std::find_if(events_.begin(), events_.end(),
                                 [](const Event& event) { return event.has_deviation(); });
  ASSERT_NE(told, events_.end());
  EXPECT_EQ(told->deviation().line(), 7);
  EXPECT_EQ(told->deviation().text(), "sudo date -s tomorrow");
  EXPECT_EQ(told->deviation().reason(), "the clock was not set");
  EXPECT_EQ(told->deviation().kind(), "not_done");
  EXPECT_TRUE((told - 1)->has_command_run()) << "it comes with the command";
}

TEST_F(RecoveryPhasesTest, ASystemThatDoesNotComeBackIsAFailedCheck) {
  system_.recovered = false;
  Run();
  ASSERT_NE(Check("recovery"), nullptr);
  EXPECT_FALSE(Check("recovery")->passed());
}

TEST_F(RecoveryPhasesTest, UsersWhoDoNotSeemToBeServedAreLookedAtLonger) {
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

TEST_F(RecoveryPhasesTest, AServiceLevelThatTooFewRequestsTellIsLookedAtLonger) {
  spec_.load_lead = absl::Minutes(10);
  const auto minutes = [this] {
    const absl::Duration began = clock_.Monotonic();
    Run();
    return absl::ToInt64Minutes(clock_.Monotonic() - began);
  };
  spec_.scenario.mutable_expected()->mutable_service_level()->set_errors_percent(2);
  system_.windows_so_far = {Writes("before", 40, 40), Writes("after", 40, 40)};
  EXPECT_EQ(minutes(), 10 + 50);
  system_.windows_so_far[1] = Writes("after", 50, 50);
  EXPECT_EQ(minutes(), 10 + 10);
}

TEST_F(RecoveryPhasesTest, AFailedProcedureIsNotWatchedForLong) {
  spec_.scenario.mutable_recovery()->mutable_within()->set_seconds(60);
  Run();
  EXPECT_EQ(system_.watched, absl::Seconds(60));
  system_.procedure.set_completed(false);
  Run();
  EXPECT_EQ(system_.watched, absl::Seconds(5));
  EXPECT_EQ(system_.looks_wanted, 1) << "the verdict is known";
  const auto told = std::find_if(events_.rbegin(), events_.rend(),
                                 [](const Event& event) { return event.has_watch_limit(); });
  ASSERT_NE(told, events_.rend());
  EXPECT_EQ(told->watch_limit().limit_us(), 5'000'000);
  EXPECT_THAT(told->watch_limit().reason(), HasSubstr("the procedure failed"));
}

TEST_F(RecoveryPhasesTest, WithoutTheRollbackItIsWatchedAsLongAsARollbackMayTake) {
  spec_.control = Control::kNoRollback;
  spec_.target.set_limit_ms(30'000);
  spec_.scenario.mutable_recovery()->mutable_within()->set_seconds(20);
  Run();
  EXPECT_EQ(system_.watched, absl::Seconds(50));
  EXPECT_EQ(system_.looks_wanted, 3) << "it came back by itself";
}

TEST_F(RecoveryPhasesTest, InstantsCountFromTheDrillsBeginning) {
  system_.last_red_us = absl::ToInt64Microseconds(absl::Hours(1) + absl::Seconds(4));
  Run();
  for (const Event& event : events_) {
    if (event.has_recovered()) {
      EXPECT_LT(event.recovered().last_red_us(), 4'000'001);
    }
  }
}

}  // namespace
}  // namespace drill
