#include "harness/command/foreground.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

TEST(RunInForegroundTest, EndsAsTheProgramDoes) {
  EXPECT_EQ(RunInForeground({"sh", "-c", "exit 7"}), 7);
  EXPECT_EQ(RunInForeground({"sh", "-c", "kill -KILL $$"}), 128 + SIGKILL);
  EXPECT_EQ(RunInForeground({"no-such-program"}), 127);
}

TEST(RunInsideTest, OneWordWithBlanksIsAShellsLine) {
  const LocalHost host("");
  EXPECT_EQ(RunInside(host, {"cd / && exit 3"}, "/"), 3);
  EXPECT_EQ(RunInside(host, {"sh", "-c", "exit 4"}, "/"), 4);
  EXPECT_EQ(RunInside(host, {"true"}, "/"), 0);
}

// Standard input and output of this process, until the end of its life.
class Redirected {
 public:
  Redirected(const std::string& in, const std::string& out) {
    Put(open(in.c_str(), O_RDONLY | O_CLOEXEC), STDIN_FILENO);
    Put(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), STDOUT_FILENO);
  }
  ~Redirected() {
    dup2(before_[0], STDIN_FILENO);
    dup2(before_[1], STDOUT_FILENO);
    for (const int fd : before_) close(fd);
  }

 private:
  void Put(int fd, int place) {
    before_[place] = fcntl(place, F_DUPFD_CLOEXEC, 10);
    dup2(fd, place);
    close(fd);
  }
  int before_[2];
};

TEST(RunInForegroundTest, BytesPassAsTheyAre) {
  const std::string in = testing::TempDir() + "/in", out = testing::TempDir() + "/out";
  std::string bytes;
  for (int i = 0; i < 100000; ++i) bytes += static_cast<char>(i * 7);
  ASSERT_THAT(WriteFile(in, bytes), IsOk());
  {
    std::fflush(nullptr);
    const Redirected redirected(in, out);
    EXPECT_EQ(RunInForeground({"cat"}), 0);
  }
  EXPECT_THAT(ReadFile(out), IsOkAndHolds(bytes));
}

}  // namespace
}  // namespace drill
