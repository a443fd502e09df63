#include "harness/drill/start_stack.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(StartStackTest, AStackWithoutAStartHasNothingToRun) {
  FakeDrillHost host;
  const absl::StatusOr<SubprocessResult> started = StartStackOn(host, Stack(), nullptr);
  ASSERT_THAT(started, IsOk());
  EXPECT_TRUE(started->succeeded());
  EXPECT_THAT(host.commands(), IsEmpty());
}

TEST(StartStackTest, RunsItInTheOperatorsDirectoryWithItsOwnLimit) {
  FakeDrillHost host;
  host.When(CommandContains("compose up"), {1, "", "no such service"});
  Stack stack;
  stack.set_start("docker compose up -d");
  stack.set_operator_directory("/srv/shop");
  stack.mutable_start_limit()->set_seconds(7);
  const absl::StatusOr<SubprocessResult> started = StartStackOn(host, stack, nullptr);
  ASSERT_THAT(started, IsOk());
  EXPECT_FALSE(started->succeeded());
  EXPECT_THAT(host.commands(), ElementsAre(ElementsAre("bash", "-c", "docker compose up -d")));
  EXPECT_EQ(host.options().front().working_directory, "/srv/shop");
  EXPECT_EQ(host.options().front().timeout, absl::Seconds(7));
}

}  // namespace
}  // namespace drill
