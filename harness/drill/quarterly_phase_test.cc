#include "harness/drill/quarterly_phase.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/drill_case.h"
#include "harness/drill/scripted_lead.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

LoadWindow Window(const std::string& name, double errors) {
  LoadWindow window;
  window.set_name(name);
  window.set_error_rate(errors);
  return window;
}

class QuarterlyPhaseTest : public DrillCase {
 protected:
  QuarterlyPhaseTest() {
    part_.started.set_quarter("2026-Q4");
    part_.last.set_why_none("no history");
    part_.own.id = "S1";
    part_.own.heading = "Own rollback";
    part_.own.scenarios_own = true;
    part_.choose = [this](const std::string& typed) -> absl::StatusOr<ChosenProcedure> {
      if (typed == "S1") return part_.own;
      if (typed != "S2") return absl::NotFoundError("no heading reads so");
      ChosenProcedure other;
      other.id = "S2";
      other.heading = "Other rollback";
      other.kinds = {"Data"};
      other.plan.heading = "Other rollback";
      other.plan.deviations.push_back({9, "make x", "no compiler", "skipped"});
      other.rollback.set_heading("Other rollback");
      return other;
    };
    part_.lead = &lead_;
    spec_.quarterly = &part_;
    lead_.decisions = {"S1"};
  }

  ProcedureChosen Chosen() const {
    for (const Event& event : events_)
      if (event.has_procedure_chosen()) return event.procedure_chosen();
    return {};
  }
  std::vector<MonitoringSight> Sights() const {
    std::vector<MonitoringSight> sights;
    for (const Event& event : events_)
      if (event.has_monitoring()) sights.push_back(event.monitoring());
    return sights;
  }
  std::vector<std::string> Deviations() const {
    std::vector<std::string> lines;
    for (const Event& event : events_)
      if (event.has_deviation())
        lines.push_back(absl::StrCat(event.deviation().kind(), ": ", event.deviation().text(), ": ",
                                     event.deviation().reason()));
    return lines;
  }

  QuarterlyPart part_;
  ScriptedLead lead_;
};

TEST_F(QuarterlyPhaseTest, TellsWhatTheDrillIsBeforeAnythingElse) {
  Run();
  ASSERT_GT(events_.size(), 4u);
  EXPECT_EQ(events_[2].quarterly().quarter(), "2026-Q4");
  EXPECT_EQ(events_[3].last_drill().why_none(), "no history");
}

TEST_F(QuarterlyPhaseTest, ShowsWhatMonitoringWouldShow) {
  system_.looks_again = "r";
  system_.windows_lately = {Window("before", 0), Window("during", 0.5), Window("lately", 0.4)};
  Run();
  ASSERT_EQ(Sights().size(), 1u);
  const MonitoringSight sight = Sights()[0];
  ASSERT_EQ(sight.looks_size(), 1);
  EXPECT_FALSE(sight.looks(0).green());
  ASSERT_EQ(sight.load_size(), 2);
  EXPECT_EQ(sight.load(0).name(), "before");
  EXPECT_EQ(sight.load(1).error_rate(), 0.4);
}

TEST_F(QuarterlyPhaseTest, ThePersonLooksAsOftenAsTheyWant) {
  lead_.decisions = {"look", "look", "S1"};
  Run();
  EXPECT_EQ(Sights().size(), 3u);
  EXPECT_THAT(system_.calls, Contains("procedure"));
}

TEST_F(QuarterlyPhaseTest, ThePersonDecidesForTheScenariosProcedure) {
  Run();
  const ProcedureChosen chosen = Chosen();
  EXPECT_EQ(chosen.id(), "S1");
  EXPECT_EQ(chosen.heading(), "Own rollback");
  EXPECT_TRUE(chosen.by_person());
  EXPECT_GT(chosen.duration_us(), 0);
  EXPECT_THAT(chosen.not_possible(), IsEmpty());
  EXPECT_THAT(system_.calls, Not(Contains(HasSubstr("follow"))));
  EXPECT_THAT(Phases(), Contains("decision"));
}

TEST_F(QuarterlyPhaseTest, AnotherProcedureOfTheDocumentIsRunInItsPlace) {
  spec_.deviations.emplace_back().set_kind("binding");
  lead_.decisions = {"S2"};
  Run();
  EXPECT_EQ(Chosen().id(), "S2");
  EXPECT_EQ(Chosen().scenarios_id(), "S1");
  EXPECT_THAT(system_.calls, Contains("follow Other rollback"));
  EXPECT_EQ(system_.followed.heading(), "Other rollback");
  // Its own deviations, not those of the scenario's.
  EXPECT_THAT(Deviations(), ElementsAre("skipped: make x: no compiler"));
}

TEST_F(QuarterlyPhaseTest, WhatCannotBeRunIsSaidAndAskedAgain) {
  lead_.decisions = {"S9", "S1"};
  Run();
  EXPECT_THAT(lead_.refused, ElementsAre("no heading reads so"));
  EXPECT_THAT(Chosen().not_possible(), ElementsAre("S9: no heading reads so"));
  EXPECT_EQ(Chosen().id(), "S1");
}

TEST_F(QuarterlyPhaseTest, WhoDecidesAgainstEveryProcedureEndsTheDrill) {
  lead_.decisions = {"none"};
  Run();
  EXPECT_TRUE(Chosen().refused());
  EXPECT_EQ(Chosen().id(), "");
  EXPECT_THAT(Failures(), ElementsAre(HasSubstr("inconclusive: who led the drill decided")));
  EXPECT_THAT(system_.calls, Not(Contains("procedure")));
  EXPECT_THAT(system_.calls, Contains("teardown"));
}

TEST_F(QuarterlyPhaseTest, NobodyWhoAnswersIsAnErrorAndTheMachineIsRemoved) {
  lead_.decisions = {};
  Run();
  EXPECT_THAT(Failures(), ElementsAre("error: nobody answers"));
  EXPECT_THAT(system_.calls, Contains("teardown"));
}

TEST_F(QuarterlyPhaseTest, TheDecisionTableIsComparedWithWhatWasDecided) {
  spec_.incident.decisions = {{"Bug", 20, {"Code: Yes"}, {"Code"}, {}}};
  spec_.incident.issue = "Bug";
  spec_.incident.procedure = "S1";
  spec_.incident.kinds = {"Code"};
  lead_.decisions = {"S2"};
  Run();
  EXPECT_THAT(lead_.rows, ElementsAre("\"Bug\" (line 20): Code: Yes"));
  DecisionMade decision;
  for (const Event& event : events_)
    if (event.has_decision()) decision = event.decision();
  EXPECT_TRUE(decision.by_person());
  EXPECT_THAT(decision.procedure(), ElementsAre("Data"));
  EXPECT_THAT(decision.differences(), Contains(HasSubstr("S2 rolls back Data")));
}

TEST_F(QuarterlyPhaseTest, ASkippedCommandIsADeviationAndTheProcedureWasNotRunAsWritten) {
  Step& step = system_.steps.emplace_back();
  step.text = step.run_text = "make";
  step.line = 7;
  lead_.steps["make"] = STEP_ANSWER_SKIP;
  Run();
  EXPECT_THAT(Deviations(), ElementsAre("skipped_by_person: make: it is late"));
  ASSERT_NE(Check("procedure"), nullptr);
  EXPECT_FALSE(Check("procedure")->passed());
  EXPECT_TRUE(Check("procedure")->undecided());
  EXPECT_EQ(Check("procedure")->actual(),
            "not run as written, who led the drill skipped line 7: `make` (it is late)");
}

TEST_F(QuarterlyPhaseTest, ACommandThatIsRunIsNoDeviation) {
  Step& step = system_.steps.emplace_back();
  step.text = step.run_text = "make";
  Run();
  ASSERT_EQ(system_.asked.size(), 1u);
  EXPECT_THAT(Deviations(), IsEmpty());
  EXPECT_TRUE(Check("procedure")->passed());
}

TEST_F(QuarterlyPhaseTest, OtherDrillsAreAskedNothing) {
  spec_.quarterly = nullptr;
  system_.steps.emplace_back();
  Run();
  EXPECT_THAT(lead_.asked, IsEmpty());
  EXPECT_THAT(system_.asked, IsEmpty());
  EXPECT_THAT(Sights(), IsEmpty());
}

}  // namespace
}  // namespace drill
