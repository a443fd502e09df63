#include "harness/drill/drill_twin.h"

#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/wall_anchor.h"
#include "harness/drill/sample_shop.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class DrillTwinTest : public ::testing::Test {
 protected:
  DrillTwinTest() {
    healthy_.add_portraits();
    healthy_.add_portraits();
  }

  Expected& expected() { return *drill_.loaded.scenario.scenario.mutable_expected(); }

  DrillTwin Twin() {
    return DrillTwin({&host_, &hosts_, &drill_, &healthy_, &load_, absl::ZeroDuration(), &stop_});
  }

  // Why the machine is not compared.
  std::string WhyNot(DrillTwin twin) {
    const absl::StatusOr<TwinLook> look = twin.Compare(expected(), nullptr, /*came_back=*/true);
    EXPECT_THAT(look, IsOk());
    return look.ok() ? look->not_looked_at : "";
  }

  SampleShop shop_;
  PreparedDrill drill_ = shop_.Prepare();
  FakeDrillHost host_;
  FakeHostSource hosts_;
  HealthyMachines healthy_;
  DrillLoad load_ = DrillLoad({nullptr, nullptr, nullptr, "", "", WallAnchor(RealClock())});
  StopToken stop_;
};

TEST_F(DrillTwinTest, PartsThatStayNeedAFaultThatDeploysThem) {
  (*expected().mutable_service_releases())["web"] = "0.9";
  EXPECT_THAT(WhyNot(Twin()), HasSubstr("no fault of the scenario deploys a release"));
}

TEST_F(DrillTwinTest, WhyPartsCouldNotBeNotedIsTold) {
  healthy_.clear_portraits();
  (*expected().mutable_service_releases())["web"] = "0.9";
  DrillTwin twin = Twin();
  EXPECT_THAT(twin.NoteParts(nullptr), IsOk()) << "the comparison says so";
  healthy_.add_portraits();
  healthy_.add_portraits();
  EXPECT_THAT(WhyNot(std::move(twin)), HasSubstr("there are no healthy machines"));
}

TEST_F(DrillTwinTest, WithoutHealthyMachinesNoRowsAreNoted) {
  DrillTwin({&host_, &hosts_, &drill_, nullptr, &load_, absl::ZeroDuration(), &stop_})
      .NoteRows(nullptr);
  EXPECT_THAT(host_.commands(), IsEmpty());
}

TEST_F(DrillTwinTest, WhereAnotherReleaseIsExpectedNobodyIsAsked) {
  expected().set_release("0.9");
  DrillTwin twin = Twin();
  EXPECT_THAT(twin.AskUsersRequests(), IsOk());
  EXPECT_THAT(host_.commands(), IsEmpty());
  EXPECT_THAT(WhyNot(std::move(twin)), HasSubstr("what is expected is 0.9"));
}

}  // namespace
}  // namespace drill
