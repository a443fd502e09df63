#include "harness/fault/disk_fault.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

namespace fs = std::filesystem;

class DiskFaultTest : public ::testing::Test {
 protected:
  DiskFaultTest() : host_(root_) { EXPECT_THAT(MakeDirectories(root_ + "/data"), IsOk()); }
  ~DiskFaultTest() override { RemoveAll(root_).IgnoreError(); }

  absl::StatusOr<Injection> Inject(const std::string& text) {
    const DiskFault fault = ParseText<DiskFault>(text);
    return InjectDisk(fault, FaultContext{host_, stack_, "", &random_, nullptr});
  }

  // Whether /data is now a file system of that size.
  bool Mount(const std::string& options) {
    return unshare(CLONE_NEWNS) == 0 &&
           mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           mount("tmpfs", (root_ + "/data").c_str(), "tmpfs", 0, options.c_str()) == 0;
  }

  struct statvfs Free() {
    struct statvfs info = {};
    EXPECT_EQ(statvfs((root_ + "/data").c_str(), &info), 0);
    return info;
  }

  const std::string root_ = absl::StrCat(::testing::TempDir(), "/disk-fault-", getpid());
  FakeDrillHost host_;
  Stack stack_;
  FaultRandom random_{1};
};

TEST_F(DiskFaultTest, NeverFillsWhatTheDrillHostsRootLiesOn) {
  EXPECT_THAT(Inject("kind: FULL path: '/data'"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("/data"), HasSubstr("no file system of its own"))));
  EXPECT_THAT(Inject("kind: INODES path: '/data'"),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_TRUE(fs::is_empty(root_ + "/data"));
}

TEST_F(DiskFaultTest, NeverFillsALargeFileSystem) {
  if (!Mount("size=9g")) GTEST_SKIP() << "needs root";
  EXPECT_THAT(Inject("kind: FULL path: '/data'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("9216 MiB")));
}

TEST_F(DiskFaultTest, ADirectoryThatIsMissingCannotBeFilled) {
  EXPECT_THAT(Inject("kind: FULL path: '/missing'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("/missing")));
}

TEST_F(DiskFaultTest, FillsToTheLastByteAndSaysHowThatIsSeen) {
  if (!Mount("size=4m")) GTEST_SKIP() << "needs root";
  const auto injected = Inject("kind: FULL path: '/data'");
  ASSERT_THAT(injected, IsOk());
  EXPECT_EQ(Free().f_bavail, 0u);
  EXPECT_EQ(fs::file_size(root_ + "/data/.drill-filler"), 4u << 20);
  EXPECT_THAT(injected->facts.output(), HasSubstr("4194304 bytes"));
  ASSERT_THAT(injected->proof, SizeIs(1));
  const DiskProbe& proof = injected->proof[0].disk();
  EXPECT_EQ(proof.path(), "/data");
  EXPECT_EQ(proof.canary(), DiskProbe::CANARY_MUST_FAIL);
  EXPECT_EQ(proof.bytes().at_most(), "262144");
  // A disk that is full already cannot be filled: the fault is refused.
  EXPECT_THAT(Inject("kind: FULL path: '/data'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("only 0 are free")));
}

TEST_F(DiskFaultTest, LeavesWhatItIsToldToLeave) {
  if (!Mount("size=4m")) GTEST_SKIP() << "needs root";
  const auto injected = Inject("kind: FULL path: '/data' leave_bytes: 1048576");
  ASSERT_THAT(injected, IsOk());
  EXPECT_EQ(Free().f_bavail * Free().f_frsize, 1u << 20);
  EXPECT_EQ(injected->proof[0].disk().canary_bytes(), 2 << 20);
}

TEST_F(DiskFaultTest, FillsWithWhatTheSystemWouldHaveLeft) {
  if (!Mount("size=8m")) GTEST_SKIP() << "needs root";
  ASSERT_THAT(MakeDirectories(root_ + "/data/logs"), IsOk());
  // chown fails in a user namespace that maps only one user.
  const bool owned = chown((root_ + "/data/logs").c_str(), 12, 34) == 0;
  ASSERT_THAT(Inject("kind: FULL path: '/data' "
                     "filling { path: '/data/logs/{n}.log' count: 3 bytes: 1048576 age_days: 40 } "
                     "filling { path: '/data/new/rest.log' }"),
              IsOk());
  struct stat first, third;
  ASSERT_EQ(stat((root_ + "/data/logs/1.log").c_str(), &first), 0);
  ASSERT_EQ(stat((root_ + "/data/logs/3.log").c_str(), &third), 0);
  EXPECT_EQ(first.st_size, 1 << 20);
  if (owned) {
    EXPECT_EQ(first.st_uid, 12u);
  }
  EXPECT_EQ(first.st_mtime - third.st_mtime, 2);
  EXPECT_LT(absl::FromTimeT(first.st_mtime), absl::Now() - absl::Hours(24 * 39));
  EXPECT_EQ(fs::file_size(root_ + "/data/new/rest.log"), 5u << 20);
}

TEST_F(DiskFaultTest, RefusesWhatDoesNotFitOrIsThereAlready) {
  if (!Mount("size=4m")) GTEST_SKIP() << "needs root";
  EXPECT_THAT(Inject("kind: FULL path: '/data' filling { path: '/data/a' bytes: 9000000 } "
                     "filling { path: '/data/b' }"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("9000001")));
  EXPECT_TRUE(fs::is_empty(root_ + "/data"));
  ASSERT_THAT(WriteFile(root_ + "/data/dump", "precious"), IsOk());
  EXPECT_THAT(Inject("kind: FULL path: '/data' filling { path: '/data/dump' }"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("/data/dump")));
  EXPECT_THAT(ReadFile(root_ + "/data/dump"), IsOkAndHolds("precious"));
  EXPECT_THAT(Inject("kind: FULL path: '/data' filling { path: '/elsewhere' }"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("another file system")));
}

TEST_F(DiskFaultTest, UsesUpTheInodes) {
  if (!Mount("size=4m,nr_inodes=64")) GTEST_SKIP() << "needs root";
  const auto injected = Inject(
      "kind: INODES path: '/data' filling { path: '/data/a{n}' count: 5 } "
      "filling { path: '/data/b{n}' }");
  ASSERT_THAT(injected, IsOk());
  EXPECT_EQ(Free().f_favail, 0u);
  EXPECT_GT(Free().f_bavail, 0u);
  EXPECT_TRUE(fs::exists(root_ + "/data/a5"));
  EXPECT_FALSE(fs::exists(root_ + "/data/a6"));
  EXPECT_TRUE(fs::exists(root_ + "/data/b20"));
  ASSERT_THAT(injected->proof, SizeIs(1));
  EXPECT_EQ(injected->proof[0].disk().inodes().at_most(), "0");
  EXPECT_THAT(Inject("kind: INODES path: '/data'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("0 free inodes")));
}

}  // namespace
}  // namespace drill
