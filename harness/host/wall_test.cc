// Attempts to get out of a drill host, each by a command as its root; one that succeeds fails the
// test. None would change anything if it did: what is written is the value that is there already,
// what is called is called with arguments that no kernel takes. Needs root and runc.
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/descriptor.h"
#include "harness/base/file.h"
#include "harness/host/btrfs.h"
#include "harness/host/not_done.h"
#include "harness/host/runc_host.h"
#include "harness/host/user_range.h"
#include "harness/testing/drill_host_requirements.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_rootfs.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

struct Attempt {
  const char* name;
  // Shell command that exits with 0 when it got past the wall.
  const char* command;
};

// What the commands share. A call is refused if the kernel says so before it looks at arguments.
constexpr char kTools[] = R"sh(
tools=$(mktemp -d /tmp/wall.XXXXXX); cd "$tools"; trap 'cd /; rm -rf "$tools" 2>/dev/null' EXIT
same() { v=$(cat "$1" 2>/dev/null) && printf '%s' "$v" > "$1"; }
opens() { [ -e "$1" ] && : >> "$1"; }
# What is below a copy of the machine's settings, and below all that covers them.
export -f same opens
below() { unshare -m bash -c "umount -R $1 && $2"; }
bare() { unshare -m bash -c "while umount -R $1 2>/dev/null; do :; done; $2"; }
device() { mknod node "$1" "$2" "$3" && head -c 1 node >/dev/null; }
disk() { awk '$1 ~ /^[0-9]+$/ && $4 !~ /^(loop|ram|zram)/ { print "b", $1, $2; exit }' /proc/partitions; }
call() { perl -MErrno -e '
  my %calls = $ARGV[0] eq "x86_64"
    ? (swapon => 167, swapoff => 168, reboot => 169, kexec_load => 246, init_module => 175,
       delete_module => 176, finit_module => 313, open_by_handle_at => 304, settimeofday => 164,
       clock_settime => 227, perf_event_open => 298, bpf => 321, kexec_file_load => 320, acct => 163)
    : (swapon => 224, swapoff => 225, reboot => 142, kexec_load => 104, init_module => 105,
       delete_module => 106, finit_module => 273, open_by_handle_at => 265, settimeofday => 170,
       clock_settime => 112, perf_event_open => 241, bpf => 280, kexec_file_load => 294, acct => 89);
  my $got = syscall($calls{$ARGV[1]}, -1, -1, -1, -1, -1);
  exit($got < 0 && ($!{EPERM} || $!{ENOSYS}) ? 1 : 0);' "$(uname -m)" "$1"; }
)sh";

constexpr Attempt kAttempts[] = {
    {"a disk by a device node", "device $(disk)"},
    {"a loop device by a device node", "device b 7 0"},
    {"the memory by a device node", "device c 1 1"},
    {"the ports by a device node", "device c 1 4"},
    {"the kernel's log by a device node", "device c 1 11"},
    {"loop-control by a device node", "mknod node c 10 237 && opens node"},
    {"virtual machines by a device node", "mknod node c 10 232 && opens node"},
    {"a disk by a mount", "mknod node $(disk) && mount -o ro node /mnt"},
    {"a file by a loop mount", "truncate -s 64M f && mount -t ext4 -o loop,ro f /mnt"},
    {"a new loop device", "truncate -s 1M f && losetup -r --show -f f"},
    {"the machine's devices by a mount", "mount -t devtmpfs none /mnt"},
    {"debugfs", "mount -t debugfs none /mnt"},
    {"tracefs", "mount -t tracefs none /mnt"},
    {"securityfs", "mount -t securityfs none /mnt"},
    {"configfs", "mount -t configfs none /mnt"},
    {"pstore", "mount -t pstore none /mnt"},
    {"efivarfs", "mount -t efivarfs none /mnt"},
    {"core_pattern", "below /proc/sys/kernel 'same /proc/sys/kernel/core_pattern'"},
    {"modprobe", "below /proc/sys/kernel 'same /proc/sys/kernel/modprobe'"},
    {"sysrq", "below /proc/sys/kernel 'same /proc/sys/kernel/sysrq'"},
    {"panic", "below /proc/sys/kernel 'same /proc/sys/kernel/panic'"},
    {"threads-max", "below /proc/sys/kernel 'same /proc/sys/kernel/threads-max'"},
    {"randomize_va_space", "below /proc/sys/kernel 'same /proc/sys/kernel/randomize_va_space'"},
    {"overcommit_memory", "below /proc/sys/vm 'same /proc/sys/vm/overcommit_memory'"},
    {"overcommit_memory by sysctl",
     "below /proc/sys/vm '/usr/sbin/sysctl -w vm.overcommit_memory=$(cat "
     "/proc/sys/vm/overcommit_memory)'"},
    {"swappiness", "below /proc/sys/vm 'same /proc/sys/vm/swappiness'"},
    {"drop_caches", "below /proc/sys/vm 'opens /proc/sys/vm/drop_caches'"},
    {"file-max", "below /proc/sys/fs 'same /proc/sys/fs/file-max'"},
    {"suid_dumpable", "below /proc/sys/fs 'same /proc/sys/fs/suid_dumpable'"},
    {"max_user_namespaces", "same /proc/sys/user/max_user_namespaces"},
    {"a setting below what covers it", "bare /proc/sys/vm 'same /proc/sys/vm/swappiness'"},
    {"a setting by proc once more",
     "mount -t proc proc /mnt && { same /mnt/sys/vm/swappiness; got=$?; umount /mnt; [ $got = 0 ]; "
     "}"},
    {"a setting that is made writable",
     "below /proc/sys/vm 'mount -o remount,bind,rw /proc/sys/vm; same /proc/sys/vm/swappiness'"},
    {"sysrq-trigger", "bare /proc/sysrq-trigger 'opens /proc/sysrq-trigger'"},
    {"a disk's queue",
     "for f in /sys/block/*/queue/read_ahead_kb; do same $f && exit 0; done; false"},
    {"a disk's queue, made writable",
     "mount -o remount,bind,rw /sys; for f in /sys/block/*/queue/read_ahead_kb; do same $f && exit "
     "0; "
     "done; false"},
    {"a disk's queue by sysfs once more",
     "mount -t sysfs sysfs /mnt && { for f in /mnt/block/*/queue/read_ahead_kb; do same $f && exit "
     "0; "
     "done; umount /mnt; false; }"},
    {"sleep of the machine", "opens /sys/power/state"},
    {"the helper for new devices", "opens /sys/kernel/uevent_helper"},
    {"huge pages",
     "bare /sys/kernel/mm/transparent_hugepage 'opens "
     "/sys/kernel/mm/transparent_hugepage/enabled'"},
    {"its own memory limit",
     "same /sys/fs/cgroup/memory/memory.limit_in_bytes || same /sys/fs/cgroup/memory.max"},
    {"its own processes' limit",
     "same /sys/fs/cgroup/pids/pids.max || same /sys/fs/cgroup/pids.max"},
    {"its own list of devices", "echo 'b *:* r' > /sys/fs/cgroup/devices/devices.allow"},
    {"a program that the kernel starts for a group",
     "for f in /sys/fs/cgroup/release_agent /sys/fs/cgroup/*/release_agent; do opens $f && exit 0; "
     "done; false"},
    {"control groups from their real root",
     "mkdir c && mount -t cgroup -o memory none c && { opens c/release_agent; got=$?; umount c; [ "
     "$got = 0 ]; }"},
    {"the kernel's log", "/usr/lib/rollback-drill/real/dmesg"},
    {"swap", "call swapon"},
    {"swap off", "call swapoff"},
    {"another kernel", "call kexec_load"},
    {"another kernel from a file", "call kexec_file_load"},
    {"a module", "call init_module"},
    {"a module from a file", "call finit_module"},
    {"a module's end", "call delete_module"},
    {"a restart of the machine", "call reboot"},
    {"the clock", "call clock_settime"},
    {"the clock, the old way", "call settimeofday"},
    {"a file by its number", "call open_by_handle_at"},
    {"measurements of the machine", "call perf_event_open"},
    {"a program in the kernel", "call bpf"},
    {"accounting of all processes", "call acct"},
    {"a socket to the machine below", "perl -e 'exit(socket(S, 40, 1, 0) ? 0 : 1)'"},
    {"the machine's processes", "grep -q wall_test /proc/$OUTSIDE_PID/cmdline"},
    {"a file of the machine by a process", "cat /proc/$OUTSIDE_PID/root/etc/hostname"},
    {"out of its root by chroot",
     "mkdir -p jail && perl -e 'opendir(D, \"/\"); chroot(\"jail\"); chdir(D); chdir(\"..\") for "
     "1..40; chroot(\".\"); exit(-e \"/etc/drill-host\" ? 1 : 0)'"},
    {"a socket of the machine",
     "perl -MSocket -e 'socket(S, AF_UNIX, SOCK_STREAM, 0); exit(connect(S, pack(\"S a*\", "
     "AF_UNIX, "
     "\"\\0$ENV{OUTSIDE_SOCKET}\")) ? 0 : 1)'"},
    {"the network around it", "ip route get 192.0.2.1"},
    {"a core dump", "ulimit -c unlimited"},
};
static_assert(std::size(kAttempts) >= 40, "too few attempts");

// A socket that whoever shares the machine's network could reach.
class Listener {
 public:
  explicit Listener(const std::string& name)
      : socket_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path + 1, name.size());
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    listening_ = bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                 listen(socket_.get(), 8) == 0;
  }
  bool listening() const { return listening_; }

 private:
  Descriptor socket_;
  bool listening_ = false;
};

class WallTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!DrillHostLack().empty()) return;
    auto session = Session::Start(Store::DefaultCacheDirectory());
    ASSERT_THAT(session, IsOk());
    session_ = std::move(*session).release();
    for (std::unique_ptr<RuncHost>* host : {&host_, &other_}) *host = Boot();
  }
  static void TearDownTestSuite() {
    for (std::unique_ptr<RuncHost>* host : {&host_, &other_}) {
      if (*host != nullptr) {
        EXPECT_THAT((*host)->Destroy(), IsOkAndHolds(IsEmpty()));
      }
      host->reset();
    }
    delete session_;
  }

  void SetUp() override {
    const std::string lack = DrillHostLack();
    if (!lack.empty()) GTEST_SKIP() << lack;
    ASSERT_NE(host_, nullptr) << "no host booted";
    ASSERT_NE(other_, nullptr) << "no second host booted";
  }

  static std::unique_ptr<RuncHost> Boot() {
    const auto rootfs = TestRootfs(*session_);
    EXPECT_THAT(rootfs, IsOk());
    RuncHostOptions options;
    options.id = session_->NewId("walls");
    if (!rootfs.ok() || !session_->store().Clone(TreeKind::kRootfs, *rootfs, options.id).ok())
      return nullptr;
    auto host = RuncHost::Boot(*session_, options);
    EXPECT_THAT(host, IsOk());
    return host.ok() ? *std::move(host) : nullptr;
  }

  // The entry of MissingWalls() for that wall; empty when this machine has the wall.
  static std::string Missing(absl::string_view wall) {
    for (const std::string& missing : host_->MissingWalls())
      if (absl::StartsWith(missing, wall)) return missing;
    return "";
  }

  static absl::StatusOr<SubprocessResult> Inside(const std::string& command,
                                                 const std::string& socket = "") {
    ExecOptions options;
    options.env = {{"OUTSIDE_PID", absl::StrCat(getpid())}, {"OUTSIDE_SOCKET", socket}};
    return host_->Exec({"/bin/bash", "-c", absl::StrCat(kTools, command)}, options);
  }

  static Session* session_;
  static std::unique_ptr<RuncHost> host_;
  static std::unique_ptr<RuncHost> other_;
};

Session* WallTest::session_ = nullptr;
std::unique_ptr<RuncHost> WallTest::host_;
std::unique_ptr<RuncHost> WallTest::other_;

// A machine where some are missing says which, in each report; here they are seen as skipped.
TEST_F(WallTest, NoWallIsMissing) {
  if (!host_->MissingWalls().empty()) GTEST_SKIP() << absl::StrJoin(host_->MissingWalls(), "; ");
}

TEST_F(WallTest, EveryAttemptIsRefused) {
  if (const std::string lack = Missing("users of its own"); !lack.empty()) GTEST_SKIP() << lack;
  const std::string name = absl::StrCat("rollback-drill/wall_test/", getpid());
  const Listener listener(name);
  ASSERT_TRUE(listener.listening());
  for (const Attempt& attempt : kAttempts) {
    const auto result = Inside(attempt.command, name);
    ASSERT_THAT(result, IsOk()) << attempt.name;
    EXPECT_FALSE(result->succeeded()) << attempt.name << " succeeded: " << attempt.command;
    std::cerr << attempt.name << ": "
              << (result->stderr_content.empty() ? "refused\n" : result->stderr_content);
  }
}

// The same tools do succeed at what a host may do; else a missing program would look like a wall.
TEST_F(WallTest, WhatIsTheHostsOwnIsNotRefused) {
  for (const char* command :
       {"same /proc/sys/net/ipv4/ip_forward", ": > /root/file && opens /root/file",
        "hostname \"$(hostname)\"", "mount -t tmpfs none /mnt && umount /mnt",
        "head -c 1 /dev/urandom >/dev/null", "perl -e 'exit(socket(S, 1, 1, 0) ? 0 : 1)'",
        "command -v mknod mount losetup ip sysctl dmesg",
        "mkdir /sys/fs/cgroup/memory/own 2>/dev/null || mkdir /sys/fs/cgroup/own"}) {
    const auto result = Inside(command);
    ASSERT_THAT(result, IsOk());
    EXPECT_TRUE(result->succeeded()) << command << ": " << result->stderr_content;
  }
}

// What a document asks of the machine is answered as there, is told, and changes nothing on it.
TEST_F(WallTest, TheMachineBelowIsStoodInForAndStaysAsItWas) {
  const auto overcommit = ReadFile("/proc/sys/vm/overcommit_memory");
  ASSERT_THAT(overcommit, IsOk());
  const std::string other = *overcommit == "1\n" ? "2" : "1";
  const auto root = host_->Root();
  ASSERT_THAT(root, IsOk());
  NotDone not_done;
  ASSERT_THAT(not_done.Take(*root), IsOk());
  for (const std::string& command :
       {absl::StrCat("sysctl -w vm.overcommit_memory=", other),
        absl::StrCat("[ $(cat /proc/sys/vm/overcommit_memory) = ", other, " ]"),
        std::string(
            "[ $(cat /proc/sys/kernel/random/uuid) != $(cat /proc/sys/kernel/random/uuid) ]"),
        std::string("echo 3 > /proc/sys/vm/drop_caches"),
        std::string("[ \"$(date -u -s '2020-03-04 05:06:07' +%F)\" = 2020-03-04 ]"),
        std::string("[ $(date +%Y) != 2020 ]"),
        std::string("truncate -s 1M area && mkswap area && swapon area"), std::string("reboot")}) {
    const auto result = Inside(command);
    ASSERT_THAT(result, IsOk());
    EXPECT_TRUE(result->succeeded()) << command << ": " << result->stderr_content;
  }
  EXPECT_THAT(not_done.Take(*root),
              IsOkAndHolds(UnorderedElementsAre(
                  HasSubstr(absl::StrCat("vm.overcommit_memory = ", other)),
                  HasSubstr("vm.drop_caches = 3"), HasSubstr("the clock was not set"),
                  HasSubstr("the swap area area"), HasSubstr("not started again"))));
  EXPECT_THAT(ReadFile("/proc/sys/vm/overcommit_memory"), IsOkAndHolds(*overcommit));
}

// A host of its own, for its limit is made small.
TEST_F(WallTest, ItsRoomOnDiskIsLimited) {
  if (const std::string lack = Missing("a limit of its room"); !lack.empty()) GTEST_SKIP() << lack;
  ASSERT_THAT(LimitRoom(session_->store().PathOf(TreeKind::kClone, other_->id()), 32 << 20),
              IsOk());
  ExecOptions options;
  const auto fill =
      other_->Exec({"/bin/sh", "-c", "head -c 200M /dev/urandom > /root/full"}, options);
  ASSERT_THAT(fill, IsOk());
  EXPECT_FALSE(fill->succeeded());
  EXPECT_THAT(fill->stderr_content, HasSubstr("quota exceeded"));
}

TEST_F(WallTest, ItsRootIsNobodyOutsideAndNotTheOtherHosts) {
  if (const std::string lack = Missing("users of its own"); !lack.empty()) GTEST_SKIP() << lack;
  struct stat own, other;
  ASSERT_EQ(stat(absl::StrCat("/proc/", host_->init()).c_str(), &own), 0);
  ASSERT_EQ(stat(absl::StrCat("/proc/", other_->init()).c_str(), &other), 0);
  EXPECT_GE(own.st_uid, 1u << 20);
  EXPECT_GE(own.st_uid > other.st_uid ? own.st_uid - other.st_uid : other.st_uid - own.st_uid,
            UserRange::kCount);
}

// What a fault or a seed lays into the running host belongs to the host's root.
TEST_F(WallTest, FilesMadeFromOutsideBelongToTheHostsUsers) {
  const auto root = host_->Root();
  ASSERT_THAT(root, IsOk());
  ASSERT_THAT(root->Write("/root/laid", "text\n"), IsOk());
  ASSERT_THAT(root->Write("/run/laid", "text\n"), IsOk());
  ASSERT_THAT(root->MakeDirectories("/srv/laid/deep"), IsOk());
  const auto owners = Inside("stat -c %U:%G /root/laid /run/laid /srv/laid/deep; cat /root/laid");
  ASSERT_THAT(owners, IsOk());
  EXPECT_EQ(owners->stdout_content, "root:root\nroot:root\nroot:root\ntext\n");
}

}  // namespace
}  // namespace drill
