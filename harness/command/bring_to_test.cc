#include "harness/command/bring_to.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/fake_drill_system.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class BringToTest : public testing::Test {
 protected:
  BringToTest() {
    Injection injection;
    injection.facts.set_summary("the web server is gone");
    injection.proof.emplace_back().set_name("red");
    system_.injected = injection;
    scenario_.add_fault()->set_summary("the web server is gone");
  }

  Brought Bring(const std::string& at) {
    return BringTo(
        at, scenario_, system_, [this](const std::string& line) { said_.push_back(line); },
        RealClock(), stop_);
  }

  FakeDrillSystem system_;
  Scenario scenario_;
  StopToken stop_;
  std::vector<std::string> said_;
};

TEST_F(BringToTest, TheBaselineHasNoFault) {
  EXPECT_EQ(Bring("baseline").outcome, OUTCOME_UNSPECIFIED);
  EXPECT_THAT(system_.calls, ElementsAre("boot", "start", "await"));
}

TEST_F(BringToTest, BrokenIsInjectedAndProvedUnderLoad) {
  EXPECT_EQ(Bring("broken").outcome, OUTCOME_UNSPECIFIED);
  EXPECT_THAT(system_.calls,
              ElementsAre("boot", "start", "await", "load before", "inject", "await"));
  EXPECT_THAT(said_, Contains("injected: the web server is gone"));
}

TEST_F(BringToTest, TheScenariosOwnProofIsLookedAtBeforeAsInADrill) {
  scenario_.mutable_fault(0)->add_proof()->set_name("own");
  EXPECT_EQ(Bring("broken").outcome, OUTCOME_UNSPECIFIED);
  EXPECT_THAT(system_.calls,
              ElementsAre("boot", "start", "await", "load before", "look_once", "inject", "await"));
  system_.calls.clear();
  system_.green_before = {"own"};
  const Brought brought = Bring("broken");
  EXPECT_EQ(brought.outcome, OUTCOME_INVALID);
  EXPECT_THAT(brought.message, HasSubstr("own: green"));
  EXPECT_THAT(system_.calls, Not(Contains("inject")));
}

TEST_F(BringToTest, RolledBackHasTheProcedureBehindIt) {
  EXPECT_EQ(Bring("rolled-back").outcome, OUTCOME_UNSPECIFIED);
  EXPECT_EQ(system_.calls.back(), "procedure");
}

TEST_F(BringToTest, AProcedureThatStopsIsSaidAndIsNoFailureToGetThere) {
  system_.procedure.set_completed(false);
  system_.procedure.set_reason("line 3: `make rollback` exited with 2");
  EXPECT_EQ(Bring("rolled-back").outcome, OUTCOME_UNSPECIFIED);
  EXPECT_THAT(said_, Contains("the procedure stopped: line 3: `make rollback` exited with 2"));
}

TEST_F(BringToTest, AFaultThatIsNotProvedIsInconclusiveAndNothingIsRolledBack) {
  system_.proved = false;
  const Brought brought = Bring("rolled-back");
  EXPECT_EQ(brought.outcome, OUTCOME_INCONCLUSIVE);
  EXPECT_THAT(brought.message, HasSubstr("not proved"));
  EXPECT_EQ(system_.calls.back(), "await");
}

TEST_F(BringToTest, AFaultThatCannotTakeHoldIsInconclusiveAndSaysWhy) {
  Injection refused;
  refused.refused = "no container of service web";
  system_.injected = refused;
  const Brought brought = Bring("broken");
  EXPECT_EQ(brought.outcome, OUTCOME_INCONCLUSIVE);
  EXPECT_THAT(brought.message, HasSubstr("no container of service web"));
}

TEST_F(BringToTest, ASystemThatIsNotWellBeforeTheFaultIsInvalid) {
  system_.steady = false;
  EXPECT_EQ(Bring("broken").outcome, OUTCOME_INVALID);
  EXPECT_THAT(system_.calls, ElementsAre("boot", "start", "await"));
}

TEST_F(BringToTest, AMachineThatDoesNotBootIsAnError) {
  system_.boot = absl::InternalError("runc: no space left");
  const Brought brought = Bring("broken");
  EXPECT_EQ(brought.outcome, OUTCOME_ERROR);
  EXPECT_EQ(brought.message, "runc: no space left");
}

}  // namespace
}  // namespace drill
