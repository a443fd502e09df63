#include "harness/drill/look_at_twin.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class LookAtTwinTest : public testing::Test {
 protected:
  LookAtTwinTest() {
    stack_.set_baseline("2.0.0");
    healthy_.add_portraits();
    healthy_.add_portraits();
    input_.healthy = &healthy_;
    input_.expected_release = "2.0.0";
  }

  std::string WhyNot() {
    const absl::StatusOr<TwinLook> look = LookAtTwin(host_, stack_, input_);
    EXPECT_THAT(look, IsOk());
    return look.ok() ? look->not_looked_at : "";
  }

  FakeDrillHost host_;
  Stack stack_;
  HealthyMachines healthy_;
  TwinInput input_;
};

TEST_F(LookAtTwinTest, OneHealthyMachineIsNoYardstick) {
  healthy_.mutable_portraits()->RemoveLast();
  EXPECT_THAT(WhyNot(), HasSubstr("fewer than two healthy machines"));
  input_.healthy = nullptr;
  EXPECT_THAT(WhyNot(), HasSubstr("fewer than two healthy machines"));
  EXPECT_THAT(host_.commands(), IsEmpty());
}

TEST_F(LookAtTwinTest, AnotherReleaseThanTheirsIsNotCompared) {
  input_.expected_release = "1.9.0";
  EXPECT_EQ(WhyNot(), "the healthy machines run 2.0.0, and what is expected is 1.9.0");
}

TEST_F(LookAtTwinTest, PartsThatStayAreNotComparedWithoutAPortraitOfThem) {
  input_.no_portrait = "no fault of the scenario deploys a release";
  EXPECT_EQ(
      WhyNot(),
      "parts are expected to stay as they were, and no fault of the scenario deploys a release");
}

TEST_F(LookAtTwinTest, NobodyIsAskedAheadWhereThereIsNothingToCompareWith) {
  input_.expected_release = "1.9.0";
  EXPECT_THAT(AskForTwin(host_, stack_, input_), IsOkAndHolds(Eq(std::nullopt)));
  EXPECT_THAT(host_.commands(), IsEmpty());
}

TEST_F(LookAtTwinTest, WithoutHealthyMachinesNothingIsObservedBeforeTheProcedure) {
  input_.healthy = nullptr;
  EXPECT_THAT(LookBeforeProcedure(host_, stack_, input_),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no healthy machines")));
  EXPECT_THAT(host_.commands(), IsEmpty());
}

TEST_F(LookAtTwinTest, AnOverlayThatCannotBeReadIsAnError) {
  input_.overlay = "/there/is/no/such/overlay";
  EXPECT_THAT(LookAtTwin(host_, stack_, input_),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("/there/is/no/such/overlay")));
}

}  // namespace
}  // namespace drill
