#include "harness/quarterly/take_up.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <future>
#include <string>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/descriptor.h"
#include "harness/base/descriptor_message.h"
#include "harness/base/file.h"
#include "harness/base/local_socket.h"
#include "harness/quarterly/terminal_messages.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr absl::Duration kSoon = absl::Seconds(10);

// The test is the drill.
class TakeUpTest : public ::testing::Test {
 protected:
  TakeUpTest() {
    const ::testing::TestInfo* info = ::testing::UnitTest::GetInstance()->current_test_info();
    directory_ = ::testing::TempDir() + info->name();
    EXPECT_THAT(RemoveAll(directory_), IsOk());
    EXPECT_THAT(MakeDirectories(directory_), IsOk());
    absl::StatusOr<Descriptor> listener = ListenAt(directory_, kTerminalSocket);
    EXPECT_THAT(listener, IsOk());
    listener_ = *std::move(listener);
  }

  // Begins to wait for the drill, as another process would.
  void Begin(bool end = false) {
    TakeUpOptions options;
    options.end = end;
    options.stop = &stop_;
    options.closed = &closed_;
    result_ = std::async(std::launch::async,
                         [this, options] { return TakeUpDrill(directory_, options); });
    drill_ = Descriptor(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    absl::StatusOr<DescriptorMessage> message = ReceiveMessage(drill_.get(), kSoon);
    ASSERT_THAT(message, IsOk());
    first_ = *std::move(message);
  }
  void Say(const std::string& text) { ASSERT_THAT(SendMessage(drill_.get(), text), IsOk()); }

  std::string directory_;
  Descriptor listener_, drill_;
  DescriptorMessage first_;
  StopToken stop_;
  std::atomic<int> closed_{0};
  std::future<absl::StatusOr<int>> result_;
};

TEST_F(TakeUpTest, HandsItsTerminalOverAndReturnsTheDrillsExitCode) {
  Begin();
  EXPECT_EQ(first_.text, kTakeUp);
  EXPECT_EQ(first_.descriptors.size(), 3U);
  Say(kTaken);
  Say(EndedMessage(2));
  EXPECT_THAT(result_.get(), IsOkAndHolds(2));
}

TEST_F(TakeUpTest, EndsADrillAndWaitsForItsEnd) {
  Begin(true);
  EXPECT_EQ(first_.text, kEnd);
  Say(kTaken);
  // Asked for already.
  stop_.RequestStop();
  Say(EndedMessage(4));
  EXPECT_THAT(result_.get(), IsOkAndHolds(4));
}

TEST_F(TakeUpTest, ARefusalIsToldInTheDrillsWords) {
  Begin();
  Say(std::string(kRefused) + "somebody is there");
  EXPECT_THAT(result_.get(),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("somebody is there")));
}

TEST_F(TakeUpTest, PassesCtrlCOnOnceAndWaitsForTheEnd) {
  Begin();
  Say(kTaken);
  stop_.RequestStop();
  EXPECT_EQ(ReceiveMessage(drill_.get(), kSoon)->text, kStop);
  EXPECT_THAT(ReceiveMessage(drill_.get(), absl::Milliseconds(200)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  Say(EndedMessage(4));
  EXPECT_THAT(result_.get(), IsOkAndHolds(4));
}

TEST_F(TakeUpTest, AClosedTerminalStopsNothing) {
  Begin();
  Say(kTaken);
  ++closed_;
  EXPECT_THAT(result_.get(), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_THAT(ReceiveMessage(drill_.get(), kSoon), StatusIs(absl::StatusCode::kUnavailable))
      << "the drill sees that it is gone, and is told of no stop";
}

// Whose terminal is given to another program before and while the drill is there; in a process of
// its own, which has that terminal. Its answer as an exit code.
int InBackground(const std::string& directory, bool from_the_start) {
  const pid_t child = fork();
  if (child == 0) {
    setsid();
    const int far = posix_openpt(O_RDWR | O_NOCTTY);
    if (grantpt(far) != 0 || unlockpt(far) != 0) _exit(90);
    TakeUpOptions options;
    // The first that a leader of a session opens is its terminal.
    options.input = open(ptsname(far), O_RDWR);
    const pid_t other = fork();
    if (other == 0) {
      setpgid(0, 0);
      pause();
    }
    setpgid(other, other);
    StopToken stop;
    std::atomic<int> closed{0};
    options.stop = &stop;
    options.closed = &closed;
    const auto give_away = [&] { tcsetpgrp(options.input, other); };
    if (from_the_start) give_away();
    std::thread later([&] {
      absl::SleepFor(absl::Milliseconds(300));
      give_away();
    });
    const auto ended = TakeUpDrill(directory, options);
    later.join();
    kill(other, SIGKILL);
    _exit(static_cast<int>(ended.status().code()));
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

TEST_F(TakeUpTest, ADrillIsLedFromTheForegroundAlone) {
  EXPECT_EQ(InBackground(directory_, true),
            static_cast<int>(absl::StatusCode::kFailedPrecondition));
  auto result = std::async(std::launch::async, [this] { return InBackground(directory_, false); });
  drill_ = Descriptor(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  EXPECT_THAT(ReceiveMessage(drill_.get(), kSoon), IsOk());
  Say(kTaken);
  EXPECT_EQ(result.get(), static_cast<int>(absl::StatusCode::kCancelled));
}

TEST_F(TakeUpTest, ADrillThatIsKilledIsTold) {
  Begin();
  Say(kTaken);
  drill_ = Descriptor();
  EXPECT_THAT(result_.get(), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("killed")));
}

TEST_F(TakeUpTest, NobodyLivesWhereTheFileIsADeadDrills) {
  listener_ = Descriptor();
  EXPECT_THAT(TakeUpDrill(directory_, {}), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace drill
