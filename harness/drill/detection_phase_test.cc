#include "harness/drill/detection_phase.h"

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

class DetectionPhaseTest : public DrillCase {
 protected:
  DetectionPhaseTest() {
    DocumentedTrigger& errors = spec_.incident.triggers.emplace_back();
    errors.trigger.set_quote("Many errors.");
    errors.trigger.set_issue("Bug");
    errors.trigger.mutable_errors()->set_above_percent(10);
    errors.trigger.mutable_errors()->mutable_lasting()->set_seconds(300);
    errors.line = 7;
    spec_.incident.shortened = 60;
    spec_.incident.decisions = {{"Bug", 20, {"Code: Yes", "Data: No"}, {"Code"}, {}}};
    spec_.incident.procedure = "S1";
    spec_.incident.kinds = {"Code"};
    spec_.incident.given = absl::Seconds(3);
  }

  void LoadFails(double share) {
    LoadWindow window;
    window.set_name("lately");
    window.set_reads_sent(200);
    window.set_error_rate(share);
    window.set_duration_us(5'000'000);
    system_.windows_lately = {window};
  }

  Detection Detected() const {
    for (const Event& event : events_)
      if (event.has_detection()) return event.detection();
    return {};
  }
  DecisionMade Decided() const {
    for (const Event& event : events_)
      if (event.has_decision()) return event.decision();
    return {};
  }
};

TEST_F(DetectionPhaseTest, TheDocumentsConditionSeesTheFault) {
  LoadFails(0.2);
  Run();
  const Detection detection = Detected();
  EXPECT_TRUE(detection.detected());
  EXPECT_EQ(detection.quote(), "Many errors.");
  EXPECT_EQ(detection.line(), 7);
  EXPECT_THAT(detection.seen(), HasSubstr("20.0 %"));
  EXPECT_EQ(detection.shortened(), 60);
  EXPECT_GT(detection.fault_us(), 0);
  EXPECT_THAT(Phases(), Contains("detection"));
}

TEST_F(DetectionPhaseTest, WhatNoConditionSeesIsToldAndTheDrillGoesOn) {
  LoadFails(0.05);
  Run();
  const Detection detection = Detected();
  EXPECT_FALSE(detection.detected());
  EXPECT_THAT(detection.not_seen(), ElementsAre(HasSubstr("Many errors. 5.0 %")));
  EXPECT_THAT(Phases(), Contains("procedure"));
  EXPECT_THAT(Decided().differences(), ElementsAre(HasSubstr("no row for what was detected")));
}

TEST_F(DetectionPhaseTest, ARedProbeIsSeen) {
  spec_.incident.triggers[0].trigger.mutable_red()->add_names("*");
  spec_.incident.triggers[0].probes.emplace_back().set_name("health");
  Run();
  EXPECT_TRUE(Detected().detected());
  EXPECT_EQ(Detected().seen(), "health: red: x");
}

TEST_F(DetectionPhaseTest, AnErrorNowAndThenIsNoBrokenFunction) {
  spec_.incident.triggers[0].trigger.mutable_red()->add_names("*");
  spec_.incident.triggers[0].probes.emplace_back().set_name("health");
  int sleeps = 0;
  clock_.on_sleep = [&] {
    const bool green = ++sleeps % 2 == 0;
    system_.green_before = green ? std::vector<std::string>{"health"} : std::vector<std::string>();
  };
  Run();
  EXPECT_FALSE(Detected().detected());
}

TEST_F(DetectionPhaseTest, AGreenProbeIsNot) {
  spec_.incident.triggers[0].trigger.mutable_red()->add_names("*");
  spec_.incident.triggers[0].probes.emplace_back().set_name("health");
  system_.green_before = {"health"};
  Run();
  EXPECT_FALSE(Detected().detected());
}

TEST_F(DetectionPhaseTest, WhatCannotBeLookedAtIsNotSeen) {
  spec_.incident.triggers[0].trigger.mutable_red()->add_names("*");
  spec_.incident.triggers[0].probes.emplace_back().set_name("health");
  system_.cannot_be_seen = "health";
  Run();
  EXPECT_FALSE(Detected().detected());
}

TEST_F(DetectionPhaseTest, TheTableAgreesWithTheProcedure) {
  LoadFails(0.2);
  Run();
  const DecisionMade decision = Decided();
  EXPECT_EQ(decision.issue(), "Bug");
  EXPECT_EQ(decision.line(), 20);
  EXPECT_THAT(decision.cells(), ElementsAre("Code: Yes", "Data: No"));
  EXPECT_THAT(decision.procedure(), ElementsAre("Code"));
  EXPECT_THAT(decision.differences(), IsEmpty());
  EXPECT_EQ(decision.given_us(), 3'000'000);
  EXPECT_THAT(system_.calls, Contains(HasSubstr("Decide: \"Bug\" (line 20")));
}

TEST_F(DetectionPhaseTest, AnotherProcedureThanTheTablesIsTold) {
  LoadFails(0.2);
  spec_.incident.kinds = {"Data"};
  Run();
  EXPECT_THAT(Decided().differences(),
              ElementsAre("the table asks for Code for \"Bug\", and S1 rolls back Data",
                          "the table says No to Data for \"Bug\", and S1 rolls it back"));
}

TEST_F(DetectionPhaseTest, WhatTheTableLeavesOpenIsNoDifference) {
  LoadFails(0.2);
  spec_.incident.decisions[0].asked = {};
  spec_.incident.decisions[0].left_open = {"Code"};
  Run();
  EXPECT_THAT(Decided().differences(), IsEmpty());
}

TEST_F(DetectionPhaseTest, ThePeopleOfTheScenarioSeeAnotherIssue) {
  LoadFails(0.2);
  spec_.incident.decisions.push_back({"Hole", 21, {}, {"Code"}, {}});
  spec_.incident.issue = "Hole";
  Run();
  EXPECT_EQ(Decided().issue(), "Hole");
}

TEST_F(DetectionPhaseTest, WhoDecidesAgainstItEndsTheDrill) {
  LoadFails(0.2);
  system_.decided->by_person = system_.decided->refused = true;
  Run();
  EXPECT_TRUE(Decided().by_person());
  EXPECT_THAT(Phases(), Not(Contains("procedure")));
  EXPECT_THAT(Failures(), ElementsAre("inconclusive: who led the drill decided against the "
                                      "rollback"));
}

TEST_F(DetectionPhaseTest, WithoutAFaultNothingIsDetected) {
  spec_.control = Control::kNoFault;
  Run();
  EXPECT_THAT(Phases(), Not(Contains("detection")));
  EXPECT_THAT(Phases(), Not(Contains("decision")));
}

TEST_F(DetectionPhaseTest, WithoutAProcedureNothingIsDecided) {
  LoadFails(0.2);
  spec_.control = Control::kNoRollback;
  Run();
  EXPECT_TRUE(Detected().detected());
  EXPECT_THAT(Phases(), Not(Contains("decision")));
}

TEST_F(DetectionPhaseTest, ADocumentThatSaysNothingHasNoSuchPhase) {
  spec_.incident = Incident();
  Run();
  EXPECT_THAT(Phases(), Not(Contains("detection")));
  EXPECT_THAT(Phases(), Not(Contains("decision")));
}

}  // namespace
}  // namespace drill
