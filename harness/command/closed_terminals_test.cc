#include "harness/command/closed_terminals.h"

#include <signal.h>
#include <unistd.h>

#include "gtest/gtest.h"
#include "harness/command/stop_on_signal.h"

namespace drill {
namespace {

// In a process of its own, whose handlers they are.
void CountTwo() {
  const StopToken& token = StopOnSignals();
  const std::atomic<int>& closed = CountClosedTerminals();
  raise(SIGHUP);
  raise(SIGHUP);
  _exit(closed == 2 && !token.stopped() ? 0 : 1);
}

void WriteToNobody() {
  CountClosedTerminals();
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) _exit(1);
  close(ends[0]);
  _exit(write(ends[1], "x", 1) < 0 ? 0 : 1);
}

TEST(ClosedTerminalsDeathTest, AreCountedAndStopNothing) {
  EXPECT_EXIT(CountTwo(), ::testing::ExitedWithCode(0), "");
}

TEST(ClosedTerminalsDeathTest, APipeThatNobodyReadsDoesNotEndTheProcess) {
  EXPECT_EXIT(WriteToNobody(), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace drill
