#include "harness/testing/fake_drill_host.h"

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/subprocess.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Optional;

TEST(FakeDrillHostTest, AnswersAsTold) {
  FakeDrillHost host;
  host.When(CommandContains("docker"), {0, "any docker command"});
  host.When(CommandContains("docker ps"), {3, "out", "err"});
  auto result = host.Exec({"docker", "ps"}, {});
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->exit_code, Optional(3));
  EXPECT_EQ(result->stdout_content, "out");
  EXPECT_EQ(result->stderr_content, "err");
  EXPECT_THAT(host.Exec({"docker", "stop"}, {}),
              IsOkAndHolds(Field(&SubprocessResult::stdout_content, "any docker command")));
}

TEST(FakeDrillHostTest, FailsAsTold) {
  FakeDrillHost host;
  host.When(CommandContains("docker"), absl::UnavailableError("gone"));
  EXPECT_THAT(host.Exec({"docker", "ps"}, {}), StatusIs(absl::StatusCode::kUnavailable, "gone"));
}

TEST(FakeDrillHostTest, SucceedsAtWhatItWasNotToldAbout) {
  FakeDrillHost host;
  auto result = host.Exec({"anything"}, {});
  ASSERT_THAT(result, IsOk());
  EXPECT_TRUE(result->succeeded());
}

TEST(FakeDrillHostTest, RemembersWhatItWasAsked) {
  FakeDrillHost host;
  ExecOptions options;
  options.working_directory = "/srv";
  ASSERT_THAT(host.Exec({"docker", "ps"}, options), IsOk());
  EXPECT_THAT(host.commands(), ElementsAre(ElementsAre("docker", "ps")));
  EXPECT_THAT(host.options(), ElementsAre(Field(&ExecOptions::working_directory, "/srv")));
}

TEST(FakeDrillHostTest, OpensALocalShellAsItsTerminal) {
  FakeDrillHost host(::testing::TempDir());
  EXPECT_THAT(CheckedOutput(host.TerminalCommand({"echo", "hey"}, "")), IsOkAndHolds("hey\n"));
  EXPECT_THAT(CheckedOutput(host.TerminalCommand({"pwd"}, "/")), IsOk());
  EXPECT_THAT(host.Root(), IsOk());
}

TEST(FakeDrillHostTest, LeavesBehindWhatItWasTold) {
  FakeDrillHost host;
  EXPECT_FALSE(host.destroyed());
  EXPECT_THAT(host.Destroy(), IsOkAndHolds(IsEmpty()));
  EXPECT_TRUE(host.destroyed());
  host.LeaveBehind({"mount /x"});
  EXPECT_THAT(host.Destroy(), IsOkAndHolds(ElementsAre("mount /x")));
}

}  // namespace
}  // namespace drill
