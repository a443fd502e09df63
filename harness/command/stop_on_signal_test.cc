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

// In a process of its own, as above.
void AfterReason(const char* why) {
  const StopToken& token = StopOnSignals();
  StopBecause(why);
  StopBecause("a later one");
  _exit(token.stopped() && token.why() == why ? 0 : 1);
}

TEST(StopOnSignalDeathTest, AReasonStopsAsASignalDoesAndTheFirstIsKept) {
  EXPECT_EXIT(AfterReason("nobody came"), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace drill
