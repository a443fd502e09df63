#include "harness/quarterly/kept_terminal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/local_socket.h"
#include "harness/quarterly/terminal_messages.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::Duration kSoon = absl::Seconds(10);

// Goes on only when the test says so.
class SetClock : public Clock {
 public:
  absl::Duration Monotonic() override { return absl::Seconds(seconds.load()); }
  absl::Time Wall() override { return absl::UnixEpoch() + Monotonic(); }
  void Sleep(absl::Duration) override {}

  std::atomic<int> seconds{100};
};

// True as soon as it is; false when it never becomes so.
bool Becomes(const std::function<bool()>& what) {
  for (int i = 0; i < 1000; ++i) {
    if (what()) return true;
    absl::SleepFor(absl::Milliseconds(10));
  }
  return false;
}

// A pipe whose far end the test holds: what stands for a terminal.
struct Line {
  Line() {
    int ends[2] = {-1, -1};
    EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
    out = Descriptor(ends[0]);
    in = Descriptor(ends[1]);
  }
  Descriptor out, in;
};

std::string ReadSome(const Descriptor& from) {
  char buffer[100];
  const ssize_t length = read(from.get(), buffer, sizeof(buffer));
  return std::string(buffer, length > 0 ? static_cast<size_t>(length) : 0);
}

class KeptTerminalTest : public ::testing::Test {
 protected:
  KeptTerminalTest() {
    const ::testing::TestInfo* info = ::testing::UnitTest::GetInstance()->current_test_info();
    directory_ = ::testing::TempDir() + info->name();
    EXPECT_THAT(RemoveAll(directory_), IsOk());
    EXPECT_THAT(MakeDirectories(directory_), IsOk());
    input_ = Descriptor(fcntl(first_in_.out.get(), F_DUPFD_CLOEXEC, 0));
    output_ = Descriptor(fcntl(first_out_.in.get(), F_DUPFD_CLOEXEC, 0));
    errors_ = Descriptor(fcntl(first_out_.in.get(), F_DUPFD_CLOEXEC, 0));
  }

  KeptTerminal& Kept() {
    KeptTerminalOptions options;
    options.input = input_.get();
    options.output = output_.get();
    options.errors = errors_.get();
    options.away_limit = absl::Minutes(10);
    options.count_closed = [this]() -> const std::atomic<int>& { return closed_; };
    options.stop = &stop_;
    options.request_stop = [this](const char* why) { stop_.RequestStop(why); };
    kept_ = std::make_unique<KeptTerminal>(std::move(options), clock_);
    AttendanceHooks hooks;
    hooks.record = [this](Absence absence) { absences_.push_back(std::move(absence)); };
    hooks.show_again = [this](const std::string& line) {
      shown_ = line;
      EXPECT_GT(write(output_.get(), "before\n", 7), 0);
    };
    EXPECT_THAT(kept_->Begin(directory_, std::move(hooks)), IsOk());
    return *kept_;
  }

  void CloseTerminal() {
    ++closed_;
    EXPECT_TRUE(Becomes([this] { return kept_->away(); }));
  }

  // What another terminal's program does; its answer.
  std::string Ask(const std::string& what) {
    absl::StatusOr<Descriptor> connection = ConnectTo(directory_, kTerminalSocket);
    EXPECT_THAT(connection, IsOk());
    if (!connection.ok()) return "";
    connection_ = *std::move(connection);
    EXPECT_THAT(SendMessage(connection_.get(), what,
                            {second_in_.out.get(), second_out_.in.get(), second_out_.in.get()}),
                IsOk());
    const auto answer = ReceiveMessage(connection_.get(), kSoon);
    return answer.ok() ? answer->text : std::string(answer.status().message());
  }

  void TakeUp() {
    EXPECT_EQ(Ask(kTakeUp), kTaken);
    EXPECT_TRUE(Becomes([this] { return !kept_->away(); }));
  }

  std::string directory_;
  Line first_in_, first_out_, second_in_, second_out_;
  Descriptor input_, output_, errors_, connection_;
  SetClock clock_;
  StopToken stop_;
  std::atomic<int> closed_{0};
  std::vector<Absence> absences_;
  std::string shown_;
  std::unique_ptr<KeptTerminal> kept_;
};

TEST_F(KeptTerminalTest, TheSocketIsTheOwnersAndGoneAtTheEnd) {
  KeptTerminal& kept = Kept();
  struct stat seen = {};
  const std::string file = directory_ + "/" + kTerminalSocket;
  ASSERT_EQ(stat(file.c_str(), &seen), 0);
  EXPECT_TRUE(S_ISSOCK(seen.st_mode));
  EXPECT_EQ(seen.st_mode & 07777, mode_t{0600});
  kept.Finish(0);
  EXPECT_NE(stat(file.c_str(), &seen), 0);
}

TEST_F(KeptTerminalTest, AClosedTerminalStopsNothingAndAnotherOneTakesItsPlace) {
  KeptTerminal& kept = Kept();
  EXPECT_FALSE(kept.away());
  const int terminal = kept.terminal();
  CloseTerminal();
  EXPECT_FALSE(stop_.stopped());
  EXPECT_EQ(write(output_.get(), "lost", 4), 4) << "what is printed meanwhile does no harm";
  clock_.seconds = 142;
  TakeUp();
  EXPECT_NE(kept.terminal(), terminal);
  EXPECT_THAT(shown_, HasSubstr("goes on at this terminal"));
  EXPECT_EQ(ReadSome(second_out_.out), "before\n");
  ASSERT_EQ(write(second_in_.in.get(), "A2\n", 3), 3);
  EXPECT_EQ(ReadSome(input_), "A2\n");
  kept.End();
  ASSERT_THAT(absences_, SizeIs(1));
  EXPECT_EQ(absences_[0].start_us(), 100000000);
  EXPECT_EQ(absences_[0].duration_us(), 42000000);
  EXPECT_EQ(absences_[0].ended_by(), ABSENCE_END_TAKEN_UP);
}

TEST_F(KeptTerminalTest, WhoTookItUpLearnsHowItEnded) {
  KeptTerminal& kept = Kept();
  CloseTerminal();
  TakeUp();
  kept.End();
  kept.Finish(3);
  const auto message = ReceiveMessage(connection_.get(), kSoon);
  ASSERT_THAT(message, IsOk());
  EXPECT_EQ(message->text, EndedMessage(3));
}

TEST_F(KeptTerminalTest, NobodyTakesADrillFromSomebody) {
  Kept();
  EXPECT_THAT(Ask(kTakeUp), HasSubstr("somebody is at the drill's terminal"));
  EXPECT_THAT(Ask(kEnd), HasSubstr("somebody is at the drill's terminal"));
  CloseTerminal();
  TakeUp();
  const Descriptor attached = std::move(connection_);
  EXPECT_THAT(Ask(kTakeUp), HasSubstr("kill -HUP"));
  EXPECT_FALSE(kept_->away());
  EXPECT_FALSE(stop_.stopped());
}

TEST_F(KeptTerminalTest, CtrlCAtTheOtherTerminalStopsTheDrill) {
  Kept();
  CloseTerminal();
  TakeUp();
  ASSERT_THAT(SendMessage(connection_.get(), kStop), IsOk());
  EXPECT_TRUE(Becomes([this] { return stop_.stopped(); }));
  EXPECT_STREQ(stop_.why(), "stopped by the user");
}

TEST_F(KeptTerminalTest, ASecondTerminalThatIsClosedIsAnotherAbsence) {
  Kept();
  CloseTerminal();
  TakeUp();
  connection_ = Descriptor();
  EXPECT_TRUE(Becomes([this] { return kept_->away(); }));
  clock_.seconds = 105;
  TakeUp();
  kept_->End();
  ASSERT_THAT(absences_, SizeIs(2));
  EXPECT_EQ(absences_[1].duration_us(), 5000000);
  EXPECT_FALSE(stop_.stopped());
}

TEST_F(KeptTerminalTest, ADrillThatNobodyTakesUpEndsAtTheLimit) {
  Kept();
  CloseTerminal();
  clock_.seconds = 100 + 599;
  absl::SleepFor(absl::Milliseconds(200));
  EXPECT_FALSE(stop_.stopped());
  clock_.seconds = 100 + 600;
  EXPECT_TRUE(Becomes([this] { return stop_.stopped(); }));
  EXPECT_THAT(stop_.why(), HasSubstr("nobody took the drill up again"));
  kept_->End();
  ASSERT_THAT(absences_, SizeIs(1));
  EXPECT_EQ(absences_[0].ended_by(), ABSENCE_END_LIMIT);
}

TEST_F(KeptTerminalTest, AnOpenTerminalHasNoLimit) {
  Kept();
  clock_.seconds = 100000;
  absl::SleepFor(absl::Milliseconds(200));
  EXPECT_FALSE(stop_.stopped());
  kept_->End();
  EXPECT_THAT(absences_, IsEmpty());
}

TEST_F(KeptTerminalTest, ADrillThatWaitsCanBeEnded) {
  Kept();
  CloseTerminal();
  EXPECT_EQ(Ask(kEnd), kTaken);
  EXPECT_TRUE(Becomes([this] { return stop_.stopped(); }));
  EXPECT_TRUE(Becomes([this] { return !kept_->away(); })) << "its last lines are shown there";
  kept_->End();
  ASSERT_THAT(absences_, SizeIs(1));
  EXPECT_EQ(absences_[0].ended_by(), ABSENCE_END_ENDED);
  kept_->Finish(4);
  EXPECT_EQ(ReceiveMessage(connection_.get(), kSoon)->text, EndedMessage(4));
}

TEST_F(KeptTerminalTest, ASignalThatStopsADrillEndsTheAbsence) {
  Kept();
  CloseTerminal();
  clock_.seconds = 107;
  stop_.RequestStop();
  kept_->End();
  ASSERT_THAT(absences_, SizeIs(1));
  EXPECT_EQ(absences_[0].ended_by(), ABSENCE_END_ENDED);
  EXPECT_EQ(absences_[0].duration_us(), 7000000);
}

TEST_F(KeptTerminalTest, AfterTheJournalNothingIsRecorded) {
  Kept();
  kept_->End();
  CloseTerminal();
  TakeUp();
  EXPECT_THAT(absences_, IsEmpty());
  EXPECT_EQ(shown_, "");
}

TEST_F(KeptTerminalTest, WhatIsNoTerminalIsRefused) {
  Kept();
  CloseTerminal();
  const auto connection = ConnectTo(directory_, kTerminalSocket);
  ASSERT_THAT(connection, IsOk());
  ASSERT_THAT(SendMessage(connection->get(), kTakeUp), IsOk()) << "without any descriptor";
  EXPECT_THAT(ReceiveMessage(connection->get(), kSoon)->text, HasSubstr("not understood"));
  EXPECT_THAT(Ask("hello"), HasSubstr("not understood"));
  EXPECT_TRUE(kept_->away());
  TakeUp();
}

TEST_F(KeptTerminalTest, ATerminalThatHangsUpIsSeenWithoutASignal) {
  Descriptor far(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  ASSERT_TRUE(far.valid());
  ASSERT_EQ(grantpt(far.get()), 0);
  ASSERT_EQ(unlockpt(far.get()), 0);
  char name[64];
  ASSERT_EQ(ptsname_r(far.get(), name, sizeof(name)), 0);
  input_ = Descriptor(open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
  ASSERT_TRUE(input_.valid());
  KeptTerminal& kept = Kept();
  EXPECT_FALSE(kept.IsClosed());
  far = Descriptor();
  EXPECT_TRUE(kept.IsClosed());
  EXPECT_TRUE(Becomes([&] { return kept.away(); }));
}

TEST_F(KeptTerminalTest, AnInputThatSomebodyEndedIsNotATerminalThatWasClosed) {
  KeptTerminal& kept = Kept();
  first_in_.in = Descriptor();
  EXPECT_FALSE(kept.IsClosed());
  EXPECT_FALSE(kept.away());
}

TEST_F(KeptTerminalTest, WhereNoSocketCanBeNothingIsCounted) {
  KeptTerminalOptions options;
  bool counted = false;
  options.count_closed = [&]() -> const std::atomic<int>& {
    counted = true;
    return closed_;
  };
  KeptTerminal kept(std::move(options), clock_);
  EXPECT_THAT(kept.Begin(directory_ + "/nowhere", {}), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_FALSE(counted) << "a closed terminal would be lost on everybody";
  kept.End();
  kept.Finish(0);
}

}  // namespace
}  // namespace drill
