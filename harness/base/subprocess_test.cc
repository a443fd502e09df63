#include "harness/base/subprocess.h"

#include <signal.h>
#include <unistd.h>

#include <string>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/stop_token.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Optional;
using ::testing::SizeIs;
using ::testing::StartsWith;

absl::StatusOr<SubprocessResult> Shell(const std::string& command,
                                       const SubprocessOptions& options = {}) {
  return RunSubprocess({"/bin/sh", "-c", command}, options);
}

TEST(SubprocessTest, KeepsTheTwoStreamsAndTheExitCodeApart) {
  auto result = Shell("echo said; echo complained >&2; exit 3");
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->stdout_content, "said\n");
  EXPECT_EQ(result->stderr_content, "complained\n");
  EXPECT_THAT(result->exit_code, Optional(3));
  EXPECT_THAT(result->signal, Eq(std::nullopt));
  EXPECT_FALSE(result->timed_out);
  EXPECT_FALSE(result->succeeded());
  EXPECT_GT(result->duration, absl::ZeroDuration());
}

TEST(SubprocessTest, ASignalIsNoExitCode) {
  auto result = Shell("kill -SEGV $$");
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->signal, Optional(SIGSEGV));
  EXPECT_THAT(result->exit_code, Eq(std::nullopt));
  EXPECT_FALSE(result->succeeded());
}

TEST(SubprocessTest, AMissingProgramIsAnError) {
  EXPECT_THAT(RunSubprocess({"no-such-program"}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("no-such-program")));
  EXPECT_THAT(RunSubprocess({}), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(SubprocessTest, AFileThatCannotBeRunIsAnError) {
  EXPECT_THAT(RunSubprocess({"/etc"}), StatusIs(absl::StatusCode::kInternal));
}

TEST(SubprocessTest, ATimeoutEndsTheProgram) {
  SubprocessOptions options;
  options.timeout = absl::Milliseconds(100);
  auto result = Shell("echo before; sleep 1000", options);
  ASSERT_THAT(result, IsOk());
  EXPECT_TRUE(result->timed_out);
  EXPECT_THAT(result->signal, Optional(SIGTERM));
  EXPECT_EQ(result->stdout_content, "before\n");
  EXPECT_FALSE(result->succeeded());
}

TEST(SubprocessTest, WhatIgnoresThePoliteSignalIsKilled) {
  SubprocessOptions options;
  options.timeout = absl::Milliseconds(100);
  auto result = Shell("trap '' TERM; while :; do sleep 1000; done", options);
  ASSERT_THAT(result, IsOk());
  EXPECT_TRUE(result->timed_out);
  EXPECT_THAT(result->signal, Optional(SIGKILL));
}

TEST(SubprocessTest, AStopTokenEndsTheProgram) {
  StopToken stop;
  stop.RequestStop();
  SubprocessOptions options;
  options.stop = &stop;
  auto result = Shell("sleep 1000", options);
  ASSERT_THAT(result, IsOk());
  EXPECT_TRUE(result->timed_out);
}

TEST(SubprocessTest, AGrandchildThatHoldsThePipeIsNotWaitedFor) {
  auto result = Shell("sleep 1000 & echo $!");
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->exit_code, Optional(0));
  EXPECT_FALSE(result->timed_out);
  EXPECT_EQ(kill(std::stoi(result->stdout_content), SIGKILL), 0) << "it should still be there";
}

TEST(SubprocessTest, ATimeoutEndsGrandchildrenToo) {
  SubprocessOptions options;
  options.timeout = absl::Milliseconds(100);
  auto result = Shell("sleep 1000 & echo $!; wait", options);
  ASSERT_THAT(result, IsOk());
  const std::string process = "/proc/" + std::to_string(std::stoi(result->stdout_content));
  // Gone, or dead and not yet reaped by the machine's first process.
  for (int i = 0; i < 1000 && !ReadFile(process + "/cmdline").value_or("").empty(); ++i)
    usleep(10000);
  EXPECT_THAT(ReadFile(process + "/cmdline").value_or(""), "");
}

TEST(SubprocessTest, FeedsItsInputAndLargeOutputs) {
  SubprocessOptions options;
  options.stdin_content = std::string(1000000, 'x');
  auto result = RunSubprocess({"cat"}, options);
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->stdout_content, SizeIs(1000000));
}

TEST(SubprocessTest, AProgramMayLeaveItsInputUnread) {
  SubprocessOptions options;
  options.stdin_content = std::string(1000000, 'x');
  auto result = RunSubprocess({"true"}, options);
  ASSERT_THAT(result, IsOk());
  EXPECT_TRUE(result->succeeded());
}

TEST(SubprocessTest, SetsEnvironmentAndDirectory) {
  SubprocessOptions options;
  options.env = {{"DRILL_TEST", "one"}, {"HOME", "/elsewhere"}};
  options.working_directory = "/usr";
  EXPECT_THAT(CheckedOutput({"sh", "-c", "echo $DRILL_TEST $HOME $(pwd)"}, options),
              IsOkAndHolds("one /elsewhere /usr\n"));
  options.working_directory = "/no-such-directory";
  EXPECT_THAT(RunSubprocess({"true"}, options), Not(IsOk()));
}

TEST(SubprocessTest, AppendsToTheOutputFile) {
  SubprocessOptions options;
  options.output_file = ::testing::TempDir() + "/output";
  ASSERT_THAT(RemoveAll(options.output_file), IsOk());
  ASSERT_THAT(Shell("echo one; echo two >&2", options), IsOk());
  auto result = Shell("echo three", options);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->stdout_content, "");
  EXPECT_THAT(ReadFile(options.output_file), IsOkAndHolds("one\ntwo\nthree\n"));
}

TEST(SubprocessTest, CheckedOutputTurnsFailureIntoAnErrorThatQuotes) {
  EXPECT_THAT(CheckedOutput({"sh", "-c", "echo why >&2; exit 5"}),
              StatusIs(absl::StatusCode::kInternal,
                       AllOf(StartsWith("sh -c"), HasSubstr("exited with 5"), HasSubstr("why"))));
}

}  // namespace
}  // namespace drill
