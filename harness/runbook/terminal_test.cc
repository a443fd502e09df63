#include "harness/runbook/terminal.h"

#include <signal.h>
#include <sys/wait.h>

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

std::string ReadAll(Terminal& terminal) {
  std::string all;
  while (true) {
    auto bytes = terminal.Read(absl::Seconds(5));
    if (!bytes.ok() || bytes->empty()) return all;
    all += *bytes;
  }
}

TEST(TerminalTest, TheProgramHasAControllingTerminal) {
  auto terminal =
      Terminal::Open({"sh", "-c", "stty size; test -t 0 && echo input >/dev/tty; exit 3"});
  ASSERT_THAT(terminal, IsOk());
  const std::string said = ReadAll(**terminal);
  EXPECT_THAT(said, HasSubstr("50 200"));
  EXPECT_THAT(said, HasSubstr("input"));
  EXPECT_EQ(WEXITSTATUS((*terminal)->WaitStatus(absl::Seconds(5))), 3);
}

TEST(TerminalTest, WhatIsTypedArrives) {
  auto terminal = Terminal::Open({"sh", "-c", "read -r line; echo \"got $line\""});
  ASSERT_THAT(terminal, IsOk());
  EXPECT_THAT((*terminal)->Write("hello\n"), IsOk());
  EXPECT_THAT(ReadAll(**terminal), HasSubstr("got hello"));
}

TEST(TerminalTest, AProgramThatStaysIsEnded) {
  auto terminal = Terminal::Open({"sleep", "60"});
  ASSERT_THAT(terminal, IsOk());
  const int status = (*terminal)->WaitStatus(absl::Milliseconds(10));
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
}

TEST(TerminalTest, NoSuchProgramIsAnError) {
  EXPECT_THAT(Terminal::Open({"no-such-program-anywhere"}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("no-such")));
  EXPECT_THAT(Terminal::Open({}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("program")));
}

}  // namespace
}  // namespace drill
