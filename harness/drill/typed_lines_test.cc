#include "harness/drill/typed_lines.h"

#include <unistd.h>

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Optional;

// Somebody who goes away and comes back as the test says.
class Told : public Presence {
 public:
  bool away() const override { return is_away; }
  int terminal() const override { return number; }
  bool IsClosed() override {
    if (closes) is_away = true;
    return is_away;
  }

  bool is_away = false;
  int number = 0;
  // The terminal is found closed when its end is read.
  bool closes = false;
};

class TypedLinesTest : public ::testing::Test {
 protected:
  TypedLinesTest() { EXPECT_EQ(pipe(pipe_), 0); }
  ~TypedLinesTest() override {
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

  int pipe_[2] = {-1, -1};
  StopToken stop_;
};

TEST_F(TypedLinesTest, GivesOneLineAfterTheOther) {
  TypedLines lines(pipe_[0], &stop_, "come back");
  Type(" first \n\nthird\nhalf");
  EXPECT_THAT(lines.Next(), IsOkAndHolds(Optional(std::string("first"))));
  EXPECT_THAT(lines.Next(), IsOkAndHolds(Optional(std::string())));
  EXPECT_THAT(lines.Next(), IsOkAndHolds(Optional(std::string("third"))));
  EXPECT_THAT(lines.Next(), IsOkAndHolds(std::nullopt));
  Type(" a line\n");
  EXPECT_THAT(lines.Next(), IsOkAndHolds(Optional(std::string("half a line"))));
}

TEST_F(TypedLinesTest, AnInputThatHasEndedSaysWhatToDo) {
  TypedLines lines(pipe_[0], &stop_, "come back");
  Leave();
  EXPECT_THAT(lines.Next(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                     HasSubstr("the standard input has ended; come back")));
}

TEST_F(TypedLinesTest, AnInputThatEndsWithItsTerminalHasNotEnded) {
  Told presence;
  presence.closes = true;
  TypedLines lines(pipe_[0], &stop_, "come back", &presence);
  Leave();
  EXPECT_THAT(lines.Next(), IsOkAndHolds(std::nullopt));
  EXPECT_THAT(lines.Next(), IsOkAndHolds(std::nullopt));
  stop_.RequestStop();
  EXPECT_THAT(lines.Next(), StatusIs(absl::StatusCode::kCancelled));
}

TEST_F(TypedLinesTest, WhoEndsTheInputAtAnOpenTerminalHasEndedIt) {
  Told presence;
  TypedLines lines(pipe_[0], &stop_, "come back", &presence);
  Leave();
  EXPECT_THAT(lines.Next(), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(TypedLinesTest, NothingIsReadWhileNobodyIsThere) {
  Told presence;
  presence.is_away = true;
  TypedLines lines(pipe_[0], &stop_, "come back", &presence);
  Type("early\n");
  EXPECT_THAT(lines.Next(), IsOkAndHolds(std::nullopt));
  presence.is_away = false;
  EXPECT_THAT(lines.Next(), IsOkAndHolds(Optional(std::string("early"))));
}

TEST_F(TypedLinesTest, AnotherTerminalIsToldOnceAndHalfALineOfTheFormerDropped) {
  Told presence;
  TypedLines lines(pipe_[0], &stop_, "come back", &presence);
  Type("whole\nnext\nhal");
  EXPECT_THAT(lines.Next(), IsOkAndHolds(Optional(std::string("whole"))));
  EXPECT_FALSE(lines.MovedToAnotherTerminal());
  presence.is_away = true;
  presence.number = 1;
  EXPECT_FALSE(lines.MovedToAnotherTerminal()) << "nobody is there yet";
  presence.is_away = false;
  EXPECT_TRUE(lines.MovedToAnotherTerminal());
  EXPECT_FALSE(lines.MovedToAnotherTerminal());
  Type("new\n");
  EXPECT_THAT(lines.Next(), IsOkAndHolds(Optional(std::string("next"))));
  EXPECT_THAT(lines.Next(), IsOkAndHolds(Optional(std::string("new"))));
}

TEST_F(TypedLinesTest, AStoppedDrillIsNotAnswered) {
  TypedLines lines(pipe_[0], &stop_, "");
  stop_.RequestStop();
  EXPECT_THAT(lines.Next(), StatusIs(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace drill
