#include "harness/command/resume_drill.h"

#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <string>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/descriptor.h"
#include "harness/base/descriptor_message.h"
#include "harness/base/file.h"
#include "harness/base/local_socket.h"
#include "harness/drill/exit_codes.h"
#include "harness/quarterly/terminal_messages.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

class ResumeDrillTest : public ::testing::Test {
 protected:
  ResumeDrillTest() {
    const ::testing::TestInfo* info = ::testing::UnitTest::GetInstance()->current_test_info();
    options_.resume = ::testing::TempDir() + info->name();
    // Answers do not come from a terminal here.
    options_.drill.led = true;
    EXPECT_THAT(RemoveAll(options_.resume), IsOk());
    EXPECT_THAT(MakeDirectories(options_.resume), IsOk());
  }

  // The exit code where a drill lives there that says this first.
  int WithDrill(const std::string& answer) {
    const auto listener = ListenAt(options_.resume, kTerminalSocket);
    EXPECT_THAT(listener, IsOk());
    auto code = std::async(std::launch::async, [this] { return ResumeDrill(options_, stop_); });
    const Descriptor drill(accept4(listener->get(), nullptr, nullptr, SOCK_CLOEXEC));
    const auto first = ReceiveMessage(drill.get(), absl::Seconds(10));
    EXPECT_THAT(first, IsOk());
    if (first.ok()) asked_ = first->text;
    EXPECT_THAT(SendMessage(drill.get(), answer), IsOk());
    // A refused one is gone by then.
    SendMessage(drill.get(), EndedMessage(3)).IgnoreError();
    return code.get();
  }

  Options options_;
  StopToken stop_;
  std::string asked_;
};

TEST_F(ResumeDrillTest, ALivingDrillIsTakenUpAndItsExitCodeReturned) {
  EXPECT_EQ(WithDrill(kTaken), 3);
  EXPECT_EQ(asked_, kTakeUp);
}

TEST_F(ResumeDrillTest, ALivingDrillIsEndedWithoutAnybodyAtATerminal) {
  options_.drill.led = false;
  options_.end = true;
  EXPECT_EQ(WithDrill(kTaken), 3);
  EXPECT_EQ(asked_, kEnd);
}

TEST_F(ResumeDrillTest, SomebodyElsesDrillIsNotTaken) {
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(WithDrill(std::string(kRefused) + "somebody is there"), kExitUsage);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("somebody is there"));
}

TEST_F(ResumeDrillTest, WhatDoesNotLiveCannotBeEnded) {
  { const auto dead = ListenAt(options_.resume, kTerminalSocket); }
  options_.end = true;
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(ResumeDrill(options_, stop_), kExitUnusable);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("no drill runs in"));
}

TEST_F(ResumeDrillTest, OfADeadDrillTheJournalIsGoneOnWith) {
  { const auto dead = ListenAt(options_.resume, kTerminalSocket); }
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(ResumeDrill(options_, stop_), kExitUnusable);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("journal.jsonl"));
}

TEST_F(ResumeDrillTest, NobodyIsAskedWhereNobodyIs) {
  options_.drill.led = false;
  if (isatty(STDIN_FILENO) == 1) GTEST_SKIP() << "somebody runs this test at a terminal";
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(ResumeDrill(options_, stop_), kExitUsage);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("nobody is at a terminal"));
}

}  // namespace
}  // namespace drill
