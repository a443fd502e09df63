#include "harness/host/pool_mount.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class EnterPrivateMountNamespaceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (geteuid() != 0) GTEST_SKIP() << "needs root";
    ASSERT_THAT(MakeDirectories(root_ + "/proc"), IsOk());
    ASSERT_THAT(WriteFile(root_ + "/marker", ""), IsOk());
  }
  void TearDown() override { EXPECT_THAT(RemoveAll(root_), IsOk()); }

  // Exit code of `body` in a child that lives in a chroot, as one made by hand.
  int InChroot(const std::function<int()>& body) {
    const pid_t child = fork();
    if (child == 0) {
      const char* root = root_.c_str();
      if (unshare(CLONE_NEWNS) != 0 ||
          mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
          mount(root, root, nullptr, MS_BIND, nullptr) != 0 ||
          mount("proc", (root_ + "/proc").c_str(), "proc", 0, nullptr) != 0 || chroot(root) != 0 ||
          chdir("/proc") != 0) {
        _exit(100);
      }
      _exit(body());
    }
    int status = -1;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  // Where whoever enters the namespace lands, such as a command of the runtime.
  static bool EnteringLeadsToTheChroot() {
    const int self = open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC);
    return setns(self, CLONE_NEWNS) == 0 && access("/marker", F_OK) == 0;
  }

  const std::string root_ = absl::StrCat(::testing::TempDir(), "/chroot-", getpid());
};

TEST_F(EnterPrivateMountNamespaceTest, EnteringTheNamespaceStaysInTheChroot) {
  EXPECT_EQ(InChroot([] {
              if (!EnterPrivateMountNamespace().ok()) return 1;
              return EnteringLeadsToTheChroot() ? 0 : 2;
            }),
            0);
}

// Once commands for a drill host ran on the file system around a chroot, because of this.
TEST_F(EnterPrivateMountNamespaceTest, WithoutItEnteringLeavesTheChroot) {
  EXPECT_EQ(InChroot([] { return EnteringLeadsToTheChroot() ? 0 : 2; }), 2);
}

TEST_F(EnterPrivateMountNamespaceTest, KeepsTheWorkingDirectory) {
  EXPECT_EQ(InChroot([] {
              if (!EnterPrivateMountNamespace().ok()) return 1;
              return access("self/status", F_OK) == 0 ? 0 : 2;
            }),
            0);
}

}  // namespace
}  // namespace drill
