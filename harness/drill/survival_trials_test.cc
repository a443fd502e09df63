#include "harness/drill/survival_trials.h"

#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

// A host whose restart ends as a test wants it to.
class RestartingHost : public FakeDrillHost {
 public:
  absl::Status Reboot(absl::Duration) override {
    ++reboots;
    return reboot;
  }

  absl::Status reboot;
  int reboots = 0;
};

Stack Shop() {
  Stack stack;
  stack.set_start("make up");
  stack.set_deploy("./deploy.sh \"$VERSION\"");
  stack.set_operator_directory("/srv/shop");
  return stack;
}

TEST(RestartAndStartTest, TheMachineIsShutDownInOrderAndTheStackStarted) {
  RestartingHost host;
  const absl::StatusOr<CheckResult> check = RestartAndStart(host, Shop(), nullptr);
  ASSERT_THAT(check, IsOk());
  EXPECT_EQ(check->name(), "machine");
  EXPECT_TRUE(check->passed());
  EXPECT_EQ(host.reboots, 1);
  EXPECT_THAT(host.commands(), Contains(Contains("make up")));
}

TEST(RestartAndStartTest, AnEngineThatDoesNotAnswerAnyMoreIsTheSystemsFailure) {
  RestartingHost host;
  host.reboot = absl::DeadlineExceededError("its engine did not answer within 90s");
  const absl::StatusOr<CheckResult> check = RestartAndStart(host, Shop(), nullptr);
  ASSERT_THAT(check, IsOk());
  EXPECT_FALSE(check->passed());
  EXPECT_THAT(check->actual(), HasSubstr("did not answer"));
}

TEST(RestartAndStartTest, AMachineThatCannotBeBootedIsTheHarnesssFailure) {
  RestartingHost host;
  host.reboot = absl::InternalError("runc: no space");
  EXPECT_THAT(RestartAndStart(host, Shop(), nullptr),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("no space")));
}

TEST(RestartAndStartTest, AStackThatDoesNotStartFails) {
  RestartingHost host;
  host.When(CommandContains("make up"), {2, "", "no rule to make target"});
  const absl::StatusOr<CheckResult> check = RestartAndStart(host, Shop(), nullptr);
  ASSERT_THAT(check, IsOk());
  EXPECT_FALSE(check->passed());
  EXPECT_THAT(check->actual(), HasSubstr("no rule to make target"));
}

TEST(DeployReleaseTest, TheReleaseIsTheCommandsVersion) {
  FakeDrillHost host;
  const absl::StatusOr<CheckResult> check = DeployRelease(host, Shop(), "2.0.0", nullptr);
  ASSERT_THAT(check, IsOk());
  EXPECT_TRUE(check->passed());
  EXPECT_THAT(host.options().front().env, Contains(Pair("VERSION", "2.0.0")));
  EXPECT_EQ(host.options().front().working_directory, "/srv/shop");
}

TEST(DeployReleaseTest, ADeployThatFailsSaysWhy) {
  FakeDrillHost host;
  host.When(CommandContains("deploy.sh"), {1, "", "image shop:2.0.0 is not there"});
  const absl::StatusOr<CheckResult> check = DeployRelease(host, Shop(), "2.0.0", nullptr);
  ASSERT_THAT(check, IsOk());
  EXPECT_EQ(check->name(), "deploy");
  EXPECT_FALSE(check->passed());
  EXPECT_THAT(check->actual(), HasSubstr("image shop:2.0.0 is not there"));
}

}  // namespace
}  // namespace drill
