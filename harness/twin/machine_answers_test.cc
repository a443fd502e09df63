#include "harness/twin/machine_answers.h"

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/trait_lines.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

constexpr char kAddresses[] =
    R"(1: lo    inet 127.0.0.1/8 scope host lo\       valid_lft forever preferred_lft forever
1: lo    inet 192.168.1.53/32 scope global lo\       valid_lft forever preferred_lft forever
1: lo    inet6 ::1/128 scope host proto kernel_lo \       valid_lft forever preferred_lft forever
2: docker0    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0\       valid_lft forever
3: br-0a1b2c3d4e5f    inet 172.18.0.1/16 brd 172.18.255.255 scope global br-0a1b2c3d4e5f\  forever
3: br-0a1b2c3d4e5f    inet6 fe80::42:8dff:fe4d:1/64 scope link proto kernel_ll \       valid_lft
5: veth1234abc@if4    inet6 fe80::c8a:1/64 scope link proto kernel_ll \       valid_lft forever
)";

constexpr char kSockets[] =
    R"(udp   UNCONN 0      0         192.0.2.53:53        0.0.0.0:*    users:(("dnsmasq",pid=12,fd=4))
udp   UNCONN 0      0            0.0.0.0:41234     0.0.0.0:*    users:(("dnsmasq",pid=12,fd=9))
tcp   LISTEN 0      4096         0.0.0.0:5000      0.0.0.0:*    users:(("docker-proxy",pid=71,fd=4))
tcp   LISTEN 0      128          0.0.0.0:22        0.0.0.0:*    users:(("sshd",pid=52,fd=3))
tcp   LISTEN 0      4096            [::]:5000         [::]:*    users:(("docker-proxy",pid=75,fd=4))
tcp   LISTEN 0      128             [::]:22           [::]:*    users:(("sshd",pid=52,fd=4))
)";

std::vector<std::string> Lines(const std::function<void(Portrait*)>& paint) {
  Portrait portrait;
  paint(&portrait);
  for (const Trait& trait : portrait.traits()) {
    EXPECT_EQ(trait.category(), MACHINE);
    EXPECT_EQ(trait.weight(), ACTS);
  }
  return TraitLines(portrait);
}

std::vector<std::string> Ports(const std::string& sockets,
                               const std::string& addresses = kAddresses) {
  return Lines([&](Portrait* portrait) { PaintPorts(sockets, addresses, portrait); });
}
std::vector<std::string> Mounts(const std::string& mounts) {
  return Lines([&](Portrait* portrait) { PaintMounts(mounts, portrait); });
}
std::vector<std::string> Room(const std::string& file_systems) {
  return Lines([&](Portrait* portrait) { PaintRoom(file_systems, portrait); });
}

TEST(PortsTest, EachHasWhoListensUnlessTheEngineDoes) {
  EXPECT_THAT(
      Ports(kSockets),
      ElementsAre("port tcp 22 on 0.0.0.0", "port tcp 22 on 0.0.0.0: command: sshd",
                  "port tcp 22 on ::", "port tcp 22 on ::: command: sshd",
                  "port tcp 5000 on 0.0.0.0", "port tcp 5000 on ::", "port udp 53 on 192.0.2.53",
                  "port udp 53 on 192.0.2.53: command: dnsmasq"));
}

TEST(PortsTest, OneThatWasLeftIsSeen) {
  const std::string more =
      absl::StrCat(kSockets, "tcp LISTEN 0 5 *:9999 *:* users:((\"python3\",pid=800,fd=3))\n");
  EXPECT_THAT(Ports(more), Contains("port tcp 9999 on *"));
  EXPECT_THAT(Ports(more), Contains("port tcp 9999 on *: command: python3"));
}

TEST(PortsTest, ProcessIdsAndTheOrderOfLinesAreNoDifference) {
  const std::string one = "tcp LISTEN 0 5 0.0.0.0:80 0.0.0.0:* users:((\"a\",pid=8,fd=3))\n";
  const std::string other = "tcp LISTEN 2 9 0.0.0.0:81 0.0.0.0:* users:((\"b\",pid=9,fd=3))\n";
  const std::string one_later =
      "tcp LISTEN 0 5 0.0.0.0:80 0.0.0.0:* users:((\"a\",pid=77,fd=9),(\"a\",pid=78,fd=9))\n";
  EXPECT_EQ(Ports(one + other), Ports(other + one_later));
}

TEST(PortsTest, OneThatTheKernelChoseHasNoNumber) {
  const std::string chosen =
      "tcp LISTEN 0 5 127.0.0.1:41001 0.0.0.0:* users:((\"node\",pid=8,fd=3))";
  EXPECT_THAT(Ports(chosen),
              ElementsAre("port tcp of the kernel's choice on 127.0.0.1 of node",
                          "port tcp of the kernel's choice on 127.0.0.1 of node: command: node"));
  EXPECT_EQ(Ports(chosen), Ports(absl::StrReplaceAll(chosen, {{"41001", "53210"}})));
}

TEST(PortsTest, AnAddressOfTheEnginesNetworksHasNoNumber) {
  const std::string on_bridge = "tcp LISTEN 0 5 172.18.0.1:53 0.0.0.0:* users:((\"d\",pid=8,fd=3))";
  EXPECT_THAT(Ports(on_bridge), Contains("port tcp 53 on a network of the engine"));
  const std::string on_link = "tcp LISTEN 0 5 [fe80::42]%br-0a1b2c3d4e5f:53 [::]:*";
  EXPECT_THAT(Ports(on_link), ElementsAre("port tcp 53 on a link's own address"));
}

TEST(AddressesTest, ThoseOfTheEnginesNetworksAreLeftOut) {
  const auto addresses = [](const std::string& text) {
    return Lines([&](Portrait* portrait) { PaintAddresses(text, portrait); });
  };
  EXPECT_THAT(addresses(kAddresses),
              ElementsAre("address 127.0.0.1/8 on lo", "address 192.168.1.53/32 on lo",
                          "address ::1/128 on lo"));
  EXPECT_THAT(addresses(absl::StrCat(kAddresses, "9: eth0@if8    inet 10.0.0.9/24 scope global\n")),
              Contains("address 10.0.0.9/24 on eth0"));
}

TEST(EngineSocketTest, WhoMayCommandTheEngine) {
  Portrait portrait;
  PaintEngineSocket("666 root:docker\n", &portrait);
  PaintEngineSocket("", &portrait);
  ASSERT_EQ(portrait.traits_size(), 1);
  EXPECT_EQ(portrait.traits(0).value(), "666 root:docker");
}

constexpr char kMounts[] =
    R"(89 65 0:38 /clones/s32219-c83c2b79 / rw,noatime,idmapped shared:1 - btrfs /dev/loop0 rw,subvolid=933
90 89 0:44 / /proc rw,nosuid shared:2 - proc proc rw
91 89 0:45 / /dev rw,nosuid shared:18 - tmpfs tmpfs rw,size=65536k
106 89 0:50 / /run rw,nosuid shared:53 - tmpfs tmpfs rw,mode=755
62 106 0:44 /sys/kernel/random /run/rollback-drill/settings/kernel/random ro shared:54 - proc proc rw
64 85 0:50 /rollback-drill/settings/kernel /proc/sys/kernel rw shared:13 - tmpfs tmpfs rw
124 89 0:51 / /var/lib/docker/overlay2/f9ada4471c82592f/merged rw shared:55 - overlay overlay rw
209 106 0:4 net:[4026532260] /run/docker/netns/fc83ccbe2ef9 rw shared:56 - nsfs nsfs rw
300 89 7:3 / /home/najia rw shared:60 - ext4 /dev/loop3 rw
)";

TEST(MountsTest, WhatTheEngineAndTheHarnessMountIsLeftOut) {
  EXPECT_THAT(
      Mounts(kMounts),
      ElementsAre("mount /", "mount /: file system: btrfs", "mount /: access: rw", "mount /run",
                  "mount /run: file system: tmpfs", "mount /run: access: rw"));
}

TEST(MountsTest, OneThatWasLeftIsSeen) {
  EXPECT_THAT(Mounts(absl::StrCat(kMounts, "400 89 0:90 / /srv/old rw - tmpfs none rw\n")),
              Contains("mount /srv/old"));
  // A directory of the machine's own disk, put over another one.
  EXPECT_THAT(Mounts(absl::StrCat(kMounts,
                                  "401 89 0:38 /clones/s32219-c83c2b79/srv/old /srv/new "
                                  "rw - btrfs /dev/loop0 rw\n")),
              Contains("mount /srv/new"));
}

TEST(MountsTest, OneThatBecameReadOnlyIsSeen) {
  EXPECT_THAT(Mounts(absl::StrReplaceAll(kMounts, {{"/ rw,noatime", "/ ro,noatime"}})),
              Contains("mount /: access: ro"));
}

constexpr char kFileSystems[] =
    R"(Filesystem     1024-blocks     Used Available Capacity Mounted on
/dev/loop0        62914560 61000000   1000000      99% /
tmpfs                65536        0     65536       0% /dev
shm               12341808        0  12341808       0% /dev/shm
tmpfs             12341808      616  12341192       1% /run
/dev/loop3         6061640  2900000   2800000      51% /home/najia
overlay           62914560 61000000   1000000      99% /var/lib/docker/overlay2/f9ada4471c82592f/merged
)";

TEST(RoomTest, AFullFileSystemIsSeen) {
  EXPECT_THAT(Room(kFileSystems), ElementsAre("file systems"));
  const std::string full =
      absl::StrReplaceAll(kFileSystems, {{"2900000   2800000", "5500000    200000"}});
  EXPECT_THAT(Room(full), ElementsAre("file systems",
                                      "file systems: room on /home/najia: less than 5 % is free"));
}

TEST(RoomTest, AFullVolumeIsSeen) {
  EXPECT_THAT(Room("tmpfs 8192 8192 0 100% /var/lib/docker/volumes/logs/_data\n"
                   "shm 65536 65536 0 100% /var/lib/docker/containers/0a1b2c3d4e5f/mounts/shm\n"),
              ElementsAre("file systems",
                          "file systems: room on /var/lib/docker/volumes/logs/_data: "
                          "less than 5 % is free"));
}

TEST(DevicesTest, TheEnginesAreKnown) {
  for (const char* device : {"docker0", "docker_gwbridge", "br-0a1b2c3d4e5f", "veth1234abc"})
    EXPECT_TRUE(IsOfTheEngine(device)) << device;
  for (const char* device : {"lo", "eth0", "br-lan", "br0", "wg0", ""})
    EXPECT_FALSE(IsOfTheEngine(device)) << device;
}

}  // namespace
}  // namespace drill
