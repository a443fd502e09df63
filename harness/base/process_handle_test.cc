#include "harness/base/process_handle.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

pid_t StartSleeper() {
  const pid_t pid = fork();
  if (pid == 0) {
    pause();
    _exit(0);
  }
  return pid;
}

TEST(ProcessHandleTest, KnowsAndEndsAProcess) {
  const pid_t pid = StartSleeper();
  const auto process = ProcessHandle::Open(pid);
  ASSERT_THAT(process, IsOk());
  EXPECT_TRUE(process->IsRunning());
  EXPECT_THAT(process->Read("status"), IsOkAndHolds(HasSubstr("PPid:")));
  EXPECT_THAT(process->OpenPath("root", O_PATH), IsOk());
  EXPECT_EQ(process->Group(), getpgrp());
  process->Signal(SIGKILL);
  int status = 0;
  ASSERT_EQ(waitpid(pid, &status, 0), pid);
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
  EXPECT_FALSE(process->IsRunning());
}

// A number is given again; the handle goes on meaning the process that it was opened for.
TEST(ProcessHandleTest, ANumberThatIsGivenAgainIsAnotherProcess) {
  const pid_t pid = StartSleeper();
  const auto process = ProcessHandle::Open(pid);
  ASSERT_THAT(process, IsOk());
  process->Signal(SIGKILL);
  waitpid(pid, nullptr, 0);
  // Asks the kernel for the very number, where it lets us.
  const int last = open("/proc/sys/kernel/ns_last_pid", O_WRONLY | O_CLOEXEC);
  const std::string before = std::to_string(pid - 1);
  const bool asked =
      last >= 0 && write(last, before.data(), before.size()) == static_cast<ssize_t>(before.size());
  if (last >= 0) close(last);
  const pid_t stranger = StartSleeper();
  process->Signal(SIGKILL);
  EXPECT_FALSE(process->IsRunning());
  EXPECT_THAT(process->Read("status"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(process->OpenPath("root", O_PATH), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(waitpid(stranger, nullptr, WNOHANG), 0) << "the stranger was ended";
  kill(stranger, SIGKILL);
  waitpid(stranger, nullptr, 0);
  RecordProperty("same_number", asked && stranger == pid ? "yes" : "no");
}

TEST(ProcessHandleTest, NobodyIsNotFound) {
  const pid_t pid = StartSleeper();
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
  EXPECT_THAT(ProcessHandle::Open(pid), StatusIs(absl::StatusCode::kNotFound));
}

TEST(ProcessHandleTest, WithoutAProcessNothingRunsAndNothingIsSignalled) {
  const ProcessHandle none;
  EXPECT_FALSE(none.IsRunning());
  none.Signal(SIGKILL);
  EXPECT_THAT(none.Read("status"), Not(IsOk()));
}

}  // namespace
}  // namespace drill
