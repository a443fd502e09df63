#include "harness/host/doctor.h"

#include <functional>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

MachineFacts GoodMachine() {
  MachineFacts facts;
  facts.root = true;
  facts.debian_keyring = true;
  facts.programs = {"runc", "mmdebstrap", "unshare", "mkfs.btrfs", "mkfs.ext4"};
  facts.namespaces = {"pid", "net", "ipc", "uts", "mnt", "cgroup"};
  facts.file_systems = {"overlay", "btrfs", "ext4"};
  facts.controllers = {"memory", "pids", "cpu"};
  facts.network = {"veth", "bridge", "nf_tables"};
  facts.loop_devices = true;
  facts.root_is_mount_point = true;
  facts.system_administrator = true;
  facts.memory_bytes = int64_t{16} << 30;
  facts.disk_bytes = int64_t{64} << 30;
  return facts;
}

auto Lacks(const std::string& what, bool prevents_drills = true) {
  return AllOf(Field("lack", &Finding::lack, HasSubstr(what)),
               Field("remedy", &Finding::remedy, Not(IsEmpty())),
               Field("prevents_drills", &Finding::prevents_drills, prevents_drills));
}

TEST(DiagnoseMachineTest, AGoodMachineLacksNothing) {
  EXPECT_THAT(DiagnoseMachine(GoodMachine()), IsEmpty());
}

TEST(DiagnoseMachineTest, WithoutRootNothingElseIsSaid) {
  EXPECT_THAT(DiagnoseMachine(MachineFacts()), ElementsAre(Lacks("root")));
}

struct Case {
  std::string name;
  std::function<void(MachineFacts&)> spoil;
  std::string lack;
  bool prevents_drills = true;
};

class LackTest : public ::testing::TestWithParam<Case> {};

TEST_P(LackTest, IsTheOnlyFinding) {
  MachineFacts facts = GoodMachine();
  GetParam().spoil(facts);
  EXPECT_THAT(DiagnoseMachine(facts),
              ElementsAre(Lacks(GetParam().lack, GetParam().prevents_drills)));
}

using F = MachineFacts;

INSTANTIATE_TEST_SUITE_P(
    Each, LackTest,
    ::testing::Values(
        Case{"runc", [](F& f) { f.programs.erase("runc"); }, "program runc"},
        Case{"mmdebstrap", [](F& f) { f.programs.erase("mmdebstrap"); }, "program mmdebstrap"},
        Case{"mkfs", [](F& f) { f.programs.erase("mkfs.btrfs"); }, "mkfs.btrfs", false},
        Case{"mkfs_ext4", [](F& f) { f.programs.erase("mkfs.ext4"); }, "mkfs.ext4", false},
        Case{"ext4", [](F& f) { f.file_systems.erase("ext4"); }, "ext4", false},
        Case{"keys", [](F& f) { f.debian_keyring = false; }, "keys"},
        Case{"pidns", [](F& f) { f.namespaces.erase("pid"); }, "kind pid"},
        Case{"overlay", [](F& f) { f.file_systems.erase("overlay"); }, "overlay"},
        Case{"btrfs", [](F& f) { f.file_systems.erase("btrfs"); }, "btrfs", false},
        Case{"memory_controller", [](F& f) { f.controllers.erase("memory"); }, "memory"},
        Case{"veth", [](F& f) { f.network.erase("veth"); }, "veth"},
        Case{"bridge", [](F& f) { f.network.erase("bridge"); }, "bridge"},
        Case{"nf_tables", [](F& f) { f.network.erase("nf_tables"); }, "nf_tables"},
        Case{"loop", [](F& f) { f.loop_devices = false; }, "loop devices", false},
        Case{"chroot", [](F& f) { f.root_is_mount_point = false; }, "mount point"},
        Case{"container", [](F& f) { f.system_administrator = false; }, "CAP_SYS_ADMIN"},
        Case{"memory", [](F& f) { f.memory_bytes = 1 << 30; }, "memory: 1 GiB", false},
        Case{"disk", [](F& f) { f.disk_bytes = 1 << 30; }, "disk: 1 GiB"}),
    [](const auto& info) { return info.param.name; });

TEST(DiagnoseMachineTest, AMissingWallPreventsNoDrill) {
  MachineFacts facts = GoodMachine();
  facts.no_own_users = "Linux 5.10.0 is older than 5.15";
  EXPECT_THAT(DiagnoseMachine(facts), ElementsAre(Lacks("older than 5.15", false)));
}

TEST(DiagnoseMachineTest, WhatPreventsDrillsComesFirst) {
  MachineFacts facts = GoodMachine();
  facts.programs.erase("mkfs.btrfs");
  facts.network.erase("veth");
  EXPECT_THAT(DiagnoseMachine(facts), ElementsAre(Lacks("veth"), Lacks("mkfs.btrfs", false)));
}

TEST(GatherMachineFactsTest, FindsWhatEveryLinuxHas) {
  const MachineFacts facts = GatherMachineFacts("/no/such/directory/yet");
  EXPECT_THAT(facts.namespaces, ::testing::Contains("mnt"));
  EXPECT_GT(facts.memory_bytes, 0);
  EXPECT_GT(facts.disk_bytes, 0);
}

}  // namespace
}  // namespace drill
