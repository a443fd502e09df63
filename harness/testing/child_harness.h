// For tests: this program again, as a harness that is killed. Its main() is called with --harness
// and a phase.
#ifndef HARNESS_TESTING_CHILD_HARNESS_H_
#define HARNESS_TESTING_CHILD_HARNESS_H_

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"

namespace drill {

// What it says first is its name.
struct Harness {
  pid_t pid = -1;
  std::string session;
};

// Returns when the harness says that it is in the phase.
inline Harness StartHarness(const std::string& phase, const std::string& cache) {
  int ends[2];
  EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
  Harness harness;
  harness.pid = fork();
  if (harness.pid == 0) {
    setpgid(0, 0);
    dup2(ends[1], STDOUT_FILENO);
    setenv("ROLLBACK_DRILL_CACHE", cache.c_str(), 1);
    execl("/proc/self/exe", "harness", "--harness", phase.c_str(), nullptr);
    _exit(127);
  }
  close(ends[1]);
  char byte;
  while (read(ends[0], &byte, 1) == 1 && byte != '\n') harness.session.push_back(byte);
  close(ends[0]);
  harness.session = harness.session.substr(0, harness.session.find(' '));
  return harness;
}

inline void KillHarness(const Harness& harness) {
  kill(-harness.pid, SIGKILL);
  waitpid(harness.pid, nullptr, 0);
}

template <typename Done>
void WaitTenSeconds(const Done& done) {
  const absl::Duration deadline = RealClock().Monotonic() + absl::Seconds(10);
  while (!done() && RealClock().Monotonic() < deadline) RealClock().Sleep(absl::Milliseconds(20));
}

}  // namespace drill

#endif  // HARNESS_TESTING_CHILD_HARNESS_H_
