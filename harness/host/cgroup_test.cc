#include "harness/host/cgroup.h"

#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kVersion2[] =
    "proc /proc proc rw 0 0\n"
    "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime,nsdelegate 0 0\n";
constexpr char kVersion1[] =
    "tmpfs /sys/fs/cgroup tmpfs rw 0 0\n"
    "cgroup /sys/fs/cgroup/memory cgroup rw,relatime,memory 0 0\n"
    "cgroup /sys/fs/cgroup/pids cgroup rw,relatime,pids 0 0\n";

TEST(ParseCgroupMountsTest, TellsTheLayoutsApart) {
  auto version2 = ParseCgroupMounts(kVersion2);
  ASSERT_THAT(version2, IsOk());
  EXPECT_TRUE(version2->only_version2());
  EXPECT_THAT(version2->all(), ElementsAre("/sys/fs/cgroup"));

  auto version1 = ParseCgroupMounts(kVersion1);
  ASSERT_THAT(version1, IsOk());
  EXPECT_FALSE(version1->only_version2());
  EXPECT_THAT(version1->all(), ElementsAre("/sys/fs/cgroup/memory", "/sys/fs/cgroup/pids"));

  auto hybrid =
      ParseCgroupMounts(absl::StrCat(kVersion1, "cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0\n"));
  ASSERT_THAT(hybrid, IsOk());
  EXPECT_FALSE(hybrid->only_version2());
  EXPECT_THAT(hybrid->all(), ElementsAre("/sys/fs/cgroup/memory", "/sys/fs/cgroup/pids",
                                         "/sys/fs/cgroup/unified"));
}

TEST(ParseCgroupMountsTest, AMountThatIsListedTwiceCountsOnce) {
  auto mounts = ParseCgroupMounts(absl::StrCat(kVersion2, kVersion2));
  ASSERT_THAT(mounts, IsOk());
  EXPECT_THAT(mounts->all(), ElementsAre("/sys/fs/cgroup"));
}

TEST(ParseCgroupMountsTest, NoneIsAnError) {
  EXPECT_THAT(ParseCgroupMounts("proc /proc proc rw 0 0\n"), StatusIs(absl::StatusCode::kNotFound));
}

// Plain directories stand for the hierarchies.
class CgroupTreeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(RemoveAll(root_), IsOk());
    mounts_.version1 = {root_ + "/memory", root_ + "/pids"};
    ASSERT_THAT(MakeDirectories(root_ + "/memory/ours/host/docker"), IsOk());
    ASSERT_THAT(MakeDirectories(root_ + "/pids/ours/host"), IsOk());
    ASSERT_THAT(MakeDirectories(root_ + "/pids/theirs"), IsOk());
  }
  const std::string root_ = ::testing::TempDir() + "/cgroup_test";
  CgroupMounts mounts_;
};

TEST_F(CgroupTreeTest, ListsChildrenBeforeParentsInEveryHierarchy) {
  EXPECT_THAT(CgroupDirectories(mounts_, "ours"),
              ElementsAre(root_ + "/memory/ours/host/docker", root_ + "/memory/ours/host",
                          root_ + "/memory/ours", root_ + "/pids/ours/host", root_ + "/pids/ours"));
  EXPECT_THAT(CgroupDirectories(mounts_, "none"), IsEmpty());
  EXPECT_THAT(ChildCgroups(mounts_, ""), ElementsAre("ours", "theirs"));
}

TEST_F(CgroupTreeTest, RemovesOursAndOnlyOurs) {
  EXPECT_THAT(RemoveCgroup(mounts_, "ours", absl::Seconds(10)), IsOk());
  EXPECT_THAT(ChildCgroups(mounts_, ""), ElementsAre("theirs"));
  EXPECT_THAT(RemoveCgroup(mounts_, "ours", absl::Seconds(10)), IsOk());
}

TEST_F(CgroupTreeTest, SaysWhatCannotBeRemoved) {
  const std::string stubborn = root_ + "/memory/ours/host";
  ASSERT_THAT(WriteFile(stubborn + "/file", ""), IsOk());
  EXPECT_THAT(RemoveCgroup(mounts_, "ours", absl::Milliseconds(20)),
              StatusIs(absl::StatusCode::kDeadlineExceeded, ::testing::HasSubstr(stubborn)));
}

// A number that was read may be a stranger's by the time that it is used.
TEST_F(CgroupTreeTest, AProcessThatIsInAnotherGroupIsNotFound) {
  ASSERT_THAT(WriteFile(root_ + "/memory/ours/host/cgroup.procs", absl::StrCat(getpid(), "\n0\n")),
              IsOk());
  EXPECT_THAT(CgroupProcesses(mounts_, "ours"), IsEmpty());
}

TEST_F(CgroupTreeTest, ThawsEveryGroupOfBothVersions) {
  mounts_.version2 = {root_ + "/unified"};
  ASSERT_THAT(MakeDirectories(root_ + "/unified/ours/host"), IsOk());
  const std::string version1 = root_ + "/memory/ours/host/docker/freezer.state";
  const std::string version2 = root_ + "/unified/ours/host/cgroup.freeze";
  ASSERT_THAT(WriteFile(version1, "FROZEN"), IsOk());
  ASSERT_THAT(WriteFile(version2, "1"), IsOk());
  ThawCgroup(mounts_, "ours");
  EXPECT_THAT(ReadFile(version1), IsOkAndHolds("THAWED"));
  EXPECT_THAT(ReadFile(version2), IsOkAndHolds("0"));
}

TEST(IsInCgroupTest, KnowsAGroupAndWhatIsBelowIt) {
  constexpr char kMembership[] =
      "12:memory:/rollback-drill-s1/s1.1-x/docker/abc\n0::/user.slice/session\n";
  EXPECT_TRUE(IsInCgroup(kMembership, "rollback-drill-s1/s1.1-x"));
  EXPECT_TRUE(IsInCgroup(kMembership, "rollback-drill-s1"));
  EXPECT_FALSE(IsInCgroup(kMembership, "rollback-drill-s1/s1.1"));
  EXPECT_FALSE(IsInCgroup(kMembership, "rollback-drill-s2"));
  EXPECT_FALSE(IsInCgroup("", "rollback-drill-s1"));
}

}  // namespace
}  // namespace drill
