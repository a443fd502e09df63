#include "harness/drill/recovery_request.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;

DrillSpec Spec() {
  DrillSpec spec;
  spec.scenario.mutable_recovery()->add_steady_state("health");
  spec.scenario.mutable_recovery()->add_probes()->set_name("extra");
  return spec;
}

TEST(RecoveryRequestTest, HasTheScenariosProbesAndDefaults) {
  const GreenRequest request = RecoveryRequest(Spec());
  EXPECT_THAT(request.steady_state, ElementsAre("health"));
  ASSERT_EQ(request.probes.size(), 1u);
  EXPECT_EQ(request.probes.front().name(), "extra");
  EXPECT_EQ(request.consecutive, 5);
  EXPECT_EQ(request.interval, absl::Milliseconds(20));
  EXPECT_EQ(request.within, absl::Seconds(60));
}

TEST(RecoveryRequestTest, TheScenarioSaysOtherwise) {
  DrillSpec spec = Spec();
  spec.scenario.mutable_recovery()->set_consecutive(3);
  spec.scenario.mutable_recovery()->mutable_within()->set_seconds(9);
  EXPECT_EQ(RecoveryRequest(spec).consecutive, 3);
  EXPECT_EQ(RecoveryRequest(spec).within, absl::Seconds(9));
}

TEST(RecoveryRequestTest, ASystemThatNobodyTouchedIsLookedAtAsAWhole) {
  DrillSpec spec = Spec();
  spec.control = Control::kNoFault;
  EXPECT_THAT(RecoveryRequest(spec).steady_state, ElementsAre("*"));
  spec.scenario.set_no_fault_control(CONTROL_RUN_PROCEDURE);
  EXPECT_THAT(RecoveryRequest(spec).steady_state, ElementsAre("health"));
}

}  // namespace
}  // namespace drill
