#include "harness/command/stop_on_signal.h"

#include <signal.h>
#include <unistd.h>

#include "gtest/gtest.h"

namespace drill {
namespace {

// In a process of its own: the token lives as long as the process, and signals end it.
void AfterSignals(int first, int second) {
  const StopToken& token = StopOnSignals();
  if (token.stopped()) _exit(1);
  raise(first);
  if (!token.stopped()) _exit(2);
  raise(second);
  _exit(0);
}

TEST(StopOnSignalDeathTest, AClosedTerminalStopsTheDrillHoweverOftenItIsTold) {
  EXPECT_EXIT(AfterSignals(SIGHUP, SIGHUP), ::testing::ExitedWithCode(0), "Stopping");
}

TEST(StopOnSignalDeathTest, ASecondCtrlCEndsTheHarness) {
  EXPECT_EXIT(AfterSignals(SIGINT, SIGINT), ::testing::KilledBySignal(SIGINT), "Stopping");
}

TEST(StopOnSignalDeathTest, ACtrlCAfterTheTerminalWasClosedIsTheFirst) {
  EXPECT_EXIT(AfterSignals(SIGHUP, SIGTERM), ::testing::ExitedWithCode(0), "Stopping");
}

}  // namespace
}  // namespace drill
