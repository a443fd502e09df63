#include "harness/base/sigpipe_guard.h"

#include <signal.h>
#include <unistd.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

// Writes to a pipe that nobody reads.
void WriteToNobody() {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  EXPECT_EQ(write(ends[1], "x", 1), -1);
  close(ends[1]);
}

TEST(SigpipeGuardTest, AWriteToNobodyIsAnErrorAndNoMore) {
  {
    SigpipeGuard guard;
    WriteToNobody();
  }
  SUCCEED() << "still here";
}

TEST(SigpipeGuardTest, OutsideOfItNothingHasChanged) {
  { SigpipeGuard guard; }
  EXPECT_EXIT(WriteToNobody(), ::testing::KilledBySignal(SIGPIPE), "");
}

}  // namespace
}  // namespace drill
