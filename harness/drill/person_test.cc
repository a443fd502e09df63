#include "harness/drill/person.h"

#include <unistd.h>

#include <sstream>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

class SleptClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now_; }
  absl::Time Wall() override { return absl::UnixEpoch() + now_; }
  void Sleep(absl::Duration duration) override { now_ += duration; }

 private:
  absl::Duration now_ = absl::Hours(1);
};

// Somebody whose answers have been typed before they are asked.
class AskedTest : public ::testing::Test {
 protected:
  AskedTest() { EXPECT_EQ(pipe(pipe_), 0); }
  ~AskedTest() override {
    close(pipe_[0]);
    Leave();
  }
  void Type(const std::string& text) {
    ASSERT_EQ(write(pipe_[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void Leave() {
    if (pipe_[1] >= 0) close(pipe_[1]);
    pipe_[1] = -1;
  }
  std::unique_ptr<Person> Somebody() { return AskedPerson(pipe_[0], said_, RealClock(), &stop_); }

  int pipe_[2] = {-1, -1};
  std::ostringstream said_;
  StopToken stop_;
};

TEST(NobodyTest, TheTimePassesInTheirPlace) {
  SleptClock clock;
  const absl::Duration before = clock.Monotonic();
  const auto answer = NobodyThere(clock, nullptr)->Await("click", absl::Seconds(20));
  ASSERT_THAT(answer, IsOk());
  EXPECT_FALSE(answer->by_person);
  EXPECT_FALSE(answer->refused);
  EXPECT_EQ(answer->duration, absl::Seconds(20));
  EXPECT_EQ(clock.Monotonic() - before, absl::Seconds(20));
}

TEST(NobodyTest, AStoppedDrillIsNotWaitedFor) {
  SleptClock clock;
  StopToken stop;
  stop.RequestStop();
  const absl::Duration before = clock.Monotonic();
  EXPECT_TRUE(absl::IsCancelled(NobodyThere(clock, &stop)->Await("x", absl::Hours(1)).status()));
  EXPECT_LT(clock.Monotonic() - before, absl::Seconds(1));
}

TEST_F(AskedTest, EnterIsDone) {
  Type("\n");
  const auto answer = Somebody()->Await("line 7: Click \"Rollback\".", absl::Minutes(1));
  ASSERT_THAT(answer, IsOk());
  EXPECT_TRUE(answer->by_person);
  EXPECT_FALSE(answer->refused);
  EXPECT_THAT(said_.str(), HasSubstr("line 7: Click \"Rollback\"."));
  EXPECT_THAT(said_.str(), HasSubstr("You have 1m"));
}

TEST_F(AskedTest, NIsRefused) {
  Type("N\n");
  const auto answer = Somebody()->Await("x", absl::Minutes(1));
  ASSERT_THAT(answer, IsOk());
  EXPECT_TRUE(answer->refused);
}

TEST_F(AskedTest, AnythingElseIsAskedAgain) {
  Type("perhaps\ny\n");
  const auto answer = Somebody()->Await("x", absl::Minutes(1));
  ASSERT_THAT(answer, IsOk());
  EXPECT_FALSE(answer->refused);
  const std::string said = said_.str();
  EXPECT_NE(said.find("Enter when"), said.rfind("Enter when"));
}

TEST_F(AskedTest, EachAnswerIsForOneStep) {
  Type("\nn\n");
  const auto person = Somebody();
  const auto first = person->Await("x", absl::Minutes(1));
  const auto second = person->Await("y", absl::Minutes(1));
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_FALSE(first->refused);
  EXPECT_TRUE(second->refused);
}

TEST_F(AskedTest, AnInputThatHasEndedAnswersNothing) {
  Leave();
  const absl::Status status = Somebody()->Await("x", absl::Minutes(1)).status();
  EXPECT_TRUE(absl::IsFailedPrecondition(status));
  EXPECT_THAT(std::string(status.message()), HasSubstr("without --led"));
}

TEST_F(AskedTest, AStoppedDrillAsksNoLonger) {
  stop_.RequestStop();
  EXPECT_TRUE(absl::IsCancelled(Somebody()->Await("x", absl::Minutes(1)).status()));
}

TEST_F(AskedTest, SaysThatTheTimeIsOver) {
  stop_.RequestStop();
  // Asked with a time that is over at once, and stopped then.
  EXPECT_FALSE(Somebody()->Await("x", absl::Nanoseconds(1)).ok());
  EXPECT_THAT(said_.str(), HasSubstr("are over"));
}

// Was away, and came back before the first look.
class Returned : public Presence {
 public:
  bool away() const override { return false; }
  int terminal() const override { return looks_++ == 0 ? 0 : 1; }
  bool IsClosed() override { return false; }

 private:
  mutable int looks_ = 0;
};

TEST_F(AskedTest, IsToldAgainAtAnotherTerminalWhatToDo) {
  Returned presence;
  TypedLines lines(pipe_[0], &stop_, "", &presence);
  Type("\n");
  EXPECT_THAT(AskedPerson(lines, said_, RealClock())->Await("Click.", absl::ZeroDuration()),
              IsOk());
  const std::string said = said_.str();
  EXPECT_NE(said.find("BY HAND  Click."), said.rfind("BY HAND  Click.")) << said;
}

}  // namespace
}  // namespace drill
