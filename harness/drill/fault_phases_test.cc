#include "harness/drill/fault_phases.h"

#include <algorithm>
#include <string>
#include <vector>

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

using FaultPhasesTest = DrillCase;

TEST_F(FaultPhasesTest, AnUnprovedFaultIsInconclusiveAndTheProcedureDoesNotRun) {
  system_.proved = false;
  Run();
  EXPECT_THAT(Failures(),
              ElementsAre(HasSubstr("inconclusive: the fault was injected, but not proved")));
  EXPECT_THAT(system_.calls, Not(Contains("procedure")));
  EXPECT_THAT(system_.calls, Contains("teardown"));
}

TEST_F(FaultPhasesTest, AFaultWithoutAnyProofIsNeverProved) {
  spec_.scenario.mutable_fault(0)->clear_proof();
  Run();
  EXPECT_THAT(Failures(), ElementsAre(HasSubstr("inconclusive")));
}

TEST_F(FaultPhasesTest, TheFamilysOwnProofIsAskedForBesideTheScenarios) {
  system_.injected->proof.emplace_back().set_name("own");
  Run();
  std::vector<std::string> names;
  for (const Probe& probe : system_.requests.at(1).probes) names.push_back(probe.name());
  EXPECT_THAT(names, ElementsAre("own", "red"));
}

TEST_F(FaultPhasesTest, AFaultThatCannotTakeHoldIsInconclusive) {
  system_.injected->refused = "no container of service brain";
  Run();
  EXPECT_THAT(Failures(), ElementsAre("inconclusive: the fault cannot take hold here: no container "
                                      "of service brain"));
  EXPECT_THAT(system_.calls, Not(Contains("procedure")));
}

TEST_F(FaultPhasesTest, SeveralFaultsAreInjectedInOrderAndProvedTogether) {
  system_.injected->proof.emplace_back().set_name("own");
  spec_.scenario.add_fault()->add_proof()->set_name("second");
  Run();
  EXPECT_EQ(std::count(system_.calls.begin(), system_.calls.end(), "inject"), 2);
  std::vector<std::string> names;
  for (const Probe& probe : system_.requests.at(1).probes) names.push_back(probe.name());
  EXPECT_THAT(names, ElementsAre("fault 1: own", "red", "fault 2: own", "second"));
}

TEST_F(FaultPhasesTest, WherePartsStayTheyAreObservedOnceTheirReleaseIsDeployed) {
  spec_.scenario.mutable_fault(0)->mutable_release()->set_version("2.1.0");
  spec_.scenario.add_fault()->add_proof()->set_name("second");
  Run();
  EXPECT_THAT(system_.calls, Not(Contains("note_parts")));

  system_.calls.clear();
  (*spec_.scenario.mutable_expected()->mutable_service_releases())["web"] = "2.1.0";
  Run();
  const auto first = std::find(system_.calls.begin(), system_.calls.end(), "inject");
  ASSERT_NE(first, system_.calls.end());
  EXPECT_EQ(*(first + 1), "note_parts");
  EXPECT_EQ(std::count(system_.calls.begin(), system_.calls.end(), "note_parts"), 1);
}

TEST_F(FaultPhasesTest, AFaultWaitsForItsCondition) {
  spec_.scenario.mutable_fault(0)->mutable_when()->mutable_probe()->set_name("thousand_rows");
  Run();
  ASSERT_GE(system_.requests.size(), 2u);
  EXPECT_EQ(system_.requests.at(1).probes.at(0).name(), "thousand_rows");
  EXPECT_THAT(system_.calls, Contains("inject"));
}

TEST_F(FaultPhasesTest, AConditionThatNeverComesIsInconclusiveAndNothingIsBroken) {
  system_.proved = false;
  spec_.scenario.mutable_fault(0)->mutable_when()->mutable_probe()->set_name("thousand_rows");
  Run();
  EXPECT_THAT(Failures(),
              ElementsAre(HasSubstr("inconclusive: the fault waits for thousand_rows")));
  EXPECT_THAT(system_.calls, Not(Contains("inject")));
}

TEST_F(FaultPhasesTest, AProofThatIsGreenBeforeTheFaultMakesTheDrillInvalid) {
  spec_.scenario.mutable_fault(0)->add_proof()->set_name("always");
  system_.green_before = {"always"};
  Run();
  EXPECT_THAT(Failures(), ElementsAre(AllOf(HasSubstr("invalid: "), HasSubstr("always: green"),
                                            Not(HasSubstr("red: ")))));
  EXPECT_THAT(system_.calls, Not(Contains("inject")));
}

// A busy machine does not answer in time; it does when it is asked again.
TEST_F(FaultPhasesTest, AProofThatIsGreenOnceIsLookedAtAgain) {
  spec_.scenario.mutable_fault(0)->add_proof()->set_name("nobody_answers");
  system_.green_before = {"nobody_answers"};
  system_.green_looks = 2;
  Run();
  EXPECT_THAT(Failures(), IsEmpty());
  int looks = 0;
  for (const Event& event : events_) {
    for (const ProofLook& look : event.proof_before().looks())
      if (look.probe() == "nobody_answers") ++looks;
  }
  EXPECT_EQ(looks, 3) << "all of them are recorded";
}

TEST_F(FaultPhasesTest, EachFaultsProofIsLookedAtBeforeItIsInjected) {
  spec_.scenario.add_fault()->add_proof()->set_name("second");
  Run();
  const auto first = std::find(system_.calls.begin(), system_.calls.end(), "look_once");
  EXPECT_THAT(std::vector<std::string>(first, first + 4),
              ElementsAre("look_once", "inject", "look_once", "inject"));
  int looks = 0;
  for (const Event& event : events_) looks += event.proof_before().looks_size();
  EXPECT_EQ(looks, 2) << "recorded";
}

}  // namespace
}  // namespace drill
