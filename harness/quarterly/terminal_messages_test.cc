#include "harness/quarterly/terminal_messages.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(TerminalMessagesTest, TheExitCodeArrives) {
  int code = -1;
  EXPECT_TRUE(ReadEnded(EndedMessage(65), &code));
  EXPECT_EQ(code, 65);
}

TEST(TerminalMessagesTest, NothingElseIsTakenForTheEnd) {
  int code = -1;
  for (const char* message : {kTaken, "ended", "ended ", "ended well", "refused: ended 0", ""})
    EXPECT_FALSE(ReadEnded(message, &code)) << message;
}

}  // namespace
}  // namespace drill
