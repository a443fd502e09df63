#include "harness/host/cgroup_limits.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Hierarchies of plain files: what the kernel makes by itself is there before.
class CgroupLimitsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = ::testing::TempDir() + ::testing::UnitTest::GetInstance()->current_test_info()->name();
    ASSERT_THAT(RemoveAll(root_), IsOk());
  }
  void Put(const std::string& file) {
    const std::string path = root_ + "/" + file;
    ASSERT_THAT(MakeDirectories(path.substr(0, path.rfind('/'))), IsOk());
    ASSERT_THAT(WriteFile(path, ""), IsOk());
  }
  std::string Get(const std::string& file) { return ReadFile(root_ + "/" + file).value_or("?"); }

  std::string root_;
  const HostLimits limits_ = {1000000, 77, 190};
};

TEST_F(CgroupLimitsTest, Version1HasAHierarchyForEachLimit) {
  Put("memory/s/h/memory.limit_in_bytes");
  Put("pids/s/h/pids.max");
  Put("cpu/s/h/cpu.cfs_quota_us");
  CgroupMounts mounts;
  mounts.version1 = {root_ + "/memory", root_ + "/pids", root_ + "/cpu"};
  EXPECT_THAT(MakeHostCgroup(mounts, "s/h", limits_, 0), IsOkAndHolds(IsEmpty()));
  EXPECT_EQ(Get("memory/s/h/memory.limit_in_bytes"), "1000000");
  EXPECT_EQ(Get("pids/s/h/pids.max"), "77");
  EXPECT_EQ(Get("cpu/s/h/cpu.cfs_quota_us"), "190000");
  // Where the host is: below its limits.
  EXPECT_THAT(ChildCgroups(mounts, "s/h"), ElementsAre("machine"));
}

TEST_F(CgroupLimitsTest, Version2HandsItsControllersDownFirst) {
  Put("s/h/memory.max");
  Put("s/h/pids.max");
  Put("s/h/cpu.max");
  Put("cgroup.controllers");
  ASSERT_THAT(WriteFile(root_ + "/cgroup.controllers", "cpu\n"), IsOk());
  Put("cgroup.subtree_control");
  CgroupMounts mounts;
  mounts.version2 = {root_};
  EXPECT_THAT(MakeHostCgroup(mounts, "s/h", limits_, 0), IsOkAndHolds(IsEmpty()));
  EXPECT_EQ(Get("cgroup.subtree_control"), "+cpu");
  EXPECT_EQ(Get("s/h/memory.max"), "1000000");
  EXPECT_EQ(Get("s/h/cpu.max"), "190000 100000");
}

TEST_F(CgroupLimitsTest, WhatCannotBeLimitedIsSaid) {
  Put("memory/s/h/memory.limit_in_bytes");
  CgroupMounts mounts;
  mounts.version1 = {root_ + "/memory"};
  EXPECT_THAT(MakeHostCgroup(mounts, "s/h", limits_, 0),
              IsOkAndHolds(ElementsAre("processes", "processors")));
}

TEST(HostProcessorPercentTest, ATenthOfOneProcessorIsTheHarness) {
  EXPECT_EQ(HostProcessorPercent(1), 90);
  EXPECT_EQ(HostProcessorPercent(2), 190);
  // 0: the number of processors is unknown.
  EXPECT_EQ(HostProcessorPercent(0), 90);
}

}  // namespace
}  // namespace drill
