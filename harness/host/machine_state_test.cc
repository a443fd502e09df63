#include "harness/host/machine_state.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class MachineStateTest : public ::testing::Test {
 protected:
  MachineStateTest() {
    RemoveAll(root_).IgnoreError();
    Write("/proc/sys/vm/swappiness", "60\n");
    Write("/proc/sys/fs/file-nr", "100\n");
    Write("/proc/sys/kernel/random/uuid", "a\n");
    Write("/sys/block/vda/queue/scheduler", "[none]\n");
    Write("/proc/modules", "btrfs 1 0\n");
    Write("/proc/swaps", "Filename Type\n");
    before_ = Read();
  }

  void Write(const std::string& path, const std::string& content) {
    const std::string file = root_ + path;
    ASSERT_THAT(MakeDirectories(file.substr(0, file.rfind('/'))), IsOk());
    ASSERT_THAT(WriteFile(file, content), IsOk());
  }
  MachineState Read() { return ReadMachineState("/cache", root_); }
  std::vector<std::string> Changes() { return CompareMachineStates(before_, Read()); }

  const std::string root_ = absl::StrCat(::testing::TempDir(), "/machine_state_test");
  MachineState before_;
};

TEST_F(MachineStateTest, WhatCountsOrIsNewIsNoChange) {
  Write("/proc/sys/fs/file-nr", "200\n");
  Write("/proc/sys/kernel/random/uuid", "b\n");
  Write("/proc/sys/net/netfilter/nf_log_all_netns", "0\n");
  Write("/proc/modules", "btrfs 1 0\nxt_MASQUERADE 1 0\n");
  Write("/sys/block/loop0/loop/backing_file", "/cache/pool.img\n");
  EXPECT_THAT(Changes(), IsEmpty());
}

TEST_F(MachineStateTest, SettingsAreCompared) {
  Write("/proc/sys/vm/swappiness", "1\n");
  Write("/sys/block/vda/queue/scheduler", "[mq-deadline]\n");
  EXPECT_THAT(Changes(),
              ElementsAre("the machine's setting /proc/sys/vm/swappiness was \"60\" and is \"1\"",
                          HasSubstr("/sys/block/vda/queue/scheduler was \"[none]\" and is")));
}

TEST_F(MachineStateTest, ModulesSwapAndLoopDevicesAreCompared) {
  Write("/proc/modules", "pcspkr 1 0\n");
  Write("/proc/swaps", "Filename Type\n/swapfile file\n");
  Write("/sys/block/loop0/loop/backing_file", "/root/f\n");
  EXPECT_THAT(Changes(), ElementsAre("kernel module pcspkr was not there before",
                                     "kernel module btrfs is not there any more",
                                     "swap /swapfile was not there before",
                                     "loop device of /root/f was not there before"));
}

TEST_F(MachineStateTest, APoolOfAnotherCacheComesAndGoes) {
  Write("/elsewhere/pool.img.ours", "");
  Write("/sys/block/loop0/loop/backing_file", "/elsewhere/pool.img\n");
  EXPECT_THAT(Changes(), IsEmpty());
}

TEST_F(MachineStateTest, TheClocksOffsetIsCompared) {
  before_.clock_offset -= absl::Minutes(1);
  EXPECT_THAT(Changes(), ElementsAre("the machine's clock was set by +60.0 s"));
}

TEST(MachineStateOfThisMachineTest, StaysAsItIs) {
  const MachineState now = ReadMachineState("/var/cache/rollback-drill");
  EXPECT_THAT(now.settings, Not(IsEmpty()));
  EXPECT_EQ(now.settings.count("/proc/sys/kernel/ostype"), 1);
}

}  // namespace
}  // namespace drill
