#include "harness/twin/machine_portrait.h"

#include <signal.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/stop_token.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/trait_lines.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr absl::Duration kLimit = absl::Seconds(60);

// As the script says it, of a machine on which sshd and a container's process run.
constexpr char kSaid[] =
    "\036looker\n900\n"
    "\036processes\n"
    "1 0 1 9 0 root S /sbin/init\n52 1 52 9 0 root S /usr/sbin/sshd -D\n"
    "90 1 90 9 0 root S /usr/bin/containerd-shim-runc-v2 -id x\n"
    "100 90 100 9 7 lp S /app/web\n900 0 900 0 0 root S sh -c look\n"
    "\036containers\n"
    "/proc/100/cgroup:web\n"
    "\036ports\n"
    "tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:((\"sshd\",pid=52,fd=3))\n"
    "\036addresses\n"
    "2: eth0    inet 10.0.0.9/24 scope global eth0\n"
    "\036routes\n"
    "default via 10.0.0.1 dev eth0\n"
    "\036mounts\n"
    "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"
    "\036room\n"
    "tmpfs 100 99 1 99% /run\n"
    "\036settings\n"
    "/proc/sys/net/ipv4/ip_forward:1\n"
    "\036firewall ip\n"
    "*filter\n-A INPUT -p tcp -m tcp --dport 5000 -j DROP\n"
    "\036firewall ip6\n"
    "\036networks\n"
    "4026531840 /proc/self/ns/net\n4026531840 /proc/1/ns/net\n4026532260 /proc/100/ns/net\n"
    "\036links of 4026532260\n"
    "6: eth0@if7: <BROADCAST,UP,LOWER_UP> mtu 1400 qdisc noqueue state UP\n"
    "\036routes of 4026532260\n"
    "default via 172.18.0.1 dev eth0\n"
    "\036settings of 4026532260\n"
    "/proc/sys/net/ipv4/ip_forward:0\n"
    "\036firewall ip of 4026532260\n"
    "*filter\n-A OUTPUT -p tcp -m tcp --dport 4000 -j DROP\n"
    "\036firewall ip6 of 4026532260\n"
    "\036processes\n"
    "1 0 1 9 0 root S /sbin/init\n52 1 52 9 0 root S /usr/sbin/sshd -D\n"
    "90 1 90 9 0 root S /usr/bin/containerd-shim-runc-v2 -id x\n"
    "100 90 100 9 7 lp S /app/web\n900 0 900 0 0 root S sh -c look\n"
    "\036end\n";

std::vector<std::string> Lines(const Portrait& portrait) {
  for (const Trait& trait : portrait.traits()) {
    EXPECT_EQ(trait.category(), MACHINE);
  }
  return TraitLines(portrait);
}

class MachinePortraitTest : public ::testing::Test {
 protected:
  MachinePortraitTest() : host_(engine_.root()) {
    ContainerInfo web;
    web.service = "web";
    web.status = "running";
    engine_.Set(web);
    EXPECT_THAT(MakeDirectories(engine_.root() + "/etc"), IsOk());
    EXPECT_THAT(WriteFile(engine_.root() + "/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n"),
                IsOk());
    host_.When(CommandContains("mountinfo"), {0, kSaid});
  }

  absl::Status Paint() { return PaintMachine(host_, kLimit, nullptr, &portrait_); }
  std::string NotObserved() const {
    EXPECT_EQ(portrait_.traits_size(), 0);
    if (portrait_.not_observed_size() != 1) return "";
    EXPECT_EQ(portrait_.not_observed(0).category(), MACHINE);
    return absl::StrCat(portrait_.not_observed(0).what(), ": ", portrait_.not_observed(0).reason());
  }

  FakeEngine engine_;
  FakeDrillHost host_;
  Portrait portrait_;
};

TEST_F(MachinePortraitTest, AllThatItSaysIsPainted) {
  ASSERT_THAT(Paint(), IsOk());
  EXPECT_EQ(portrait_.not_observed_size(), 0);
  const std::vector<std::string> lines = Lines(portrait_);
  for (const char* line :
       {"process /usr/sbin/sshd -D (root): number: 1", "process in shop/web: /app/web (user 7)",
        "port tcp 22 on 0.0.0.0: command: sshd", "address 10.0.0.9/24 on eth0",
        "route default via 10.0.0.1 dev eth0", "mount /: access: rw",
        "file systems: room on /run: less than 5 % is free",
        "network settings: net.ipv4.ip_forward: 1",
        "firewall ip filter: -A INPUT -p tcp -m tcp --dport 5000 -j DROP", "firewall ip6",
        "user root"})
    EXPECT_THAT(lines, Contains(line));
  EXPECT_EQ(host_.commands().size(), 1u);
}

TEST_F(MachinePortraitTest, AContainersOwnNetworkIsPainted) {
  ASSERT_THAT(Paint(), IsOk());
  const std::vector<std::string> lines = Lines(portrait_);
  for (const char* line :
       {"network device eth# of shop/web: mtu: 1400",
        "route default via 172.#.#.# dev eth# of shop/web",
        "network settings of shop/web: net.ipv4.ip_forward: 0",
        "firewall ip of shop/web filter: -A OUTPUT -p tcp -m tcp --dport 4000 -j DROP"})
    EXPECT_THAT(lines, Contains(line));
}

TEST_F(MachinePortraitTest, WhoCannotBeAskedIsTold) {
  host_.When(CommandContains("mountinfo"), absl::InternalError("its first process ended"));
  ASSERT_THAT(Paint(), IsOk());
  EXPECT_THAT(NotObserved(), HasSubstr("the machine: its first process ended"));
}

TEST_F(MachinePortraitTest, AToolThatFailsIsTold) {
  host_.When(CommandContains("mountinfo"), {127, "\036looker\n900\n", "sh: ps: not found\n"});
  ASSERT_THAT(Paint(), IsOk());
  EXPECT_THAT(NotObserved(), HasSubstr("ps: not found"));
}

TEST_F(MachinePortraitTest, AnAnswerThatIsCutOffIsTold) {
  host_.When(CommandContains("mountinfo"), {0, "\036looker\n900\n\036processes\n1 0 1 9 0 root"});
  ASSERT_THAT(Paint(), IsOk());
  EXPECT_THAT(NotObserved(), HasSubstr("cut off"));
}

TEST_F(MachinePortraitTest, AnEngineThatDoesNotAnswerIsTold) {
  engine_.Break();
  ASSERT_THAT(Paint(), IsOk());
  EXPECT_THAT(NotObserved(), StartsWith("the containers' processes: "));
}

TEST_F(MachinePortraitTest, StoppingEndsIt) {
  host_.When(CommandContains("mountinfo"), absl::CancelledError("stopped"));
  EXPECT_THAT(Paint(), StatusIs(absl::StatusCode::kCancelled));
  StopToken stop;
  stop.RequestStop();
  host_.When(CommandContains("mountinfo"), {0, kSaid});
  EXPECT_THAT(PaintMachine(host_, kLimit, &stop, &portrait_),
              StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(portrait_.traits_size(), 0);
}

// The script itself, on the machine that runs the test.
TEST_F(MachinePortraitTest, AProcessThatWasLeftHereIsSeen) {
  LocalHost& here = engine_.host();
  const auto left =
      here.Exec({"bash", "-c",
                 "(exec -a left-by-a-test sleep infinity) </dev/null >/dev/null 2>&1 & "
                 // On a busy machine the process has its name some time after it was started.
                 "until grep -q left-by-a-test /proc/$!/cmdline; do sleep 0.01; done; echo $!"},
                {});
  ASSERT_THAT(left, IsOk());
  ASSERT_THAT(PaintMachine(here, kLimit, nullptr, &portrait_), IsOk());
  int pid = 0;
  if (absl::SimpleAtoi(left->stdout_content, &pid)) kill(pid, SIGKILL);
  ASSERT_EQ(portrait_.not_observed_size(), 0) << portrait_.not_observed(0).DebugString();
  const std::vector<std::string> lines = Lines(portrait_);
  EXPECT_THAT(lines, Contains(HasSubstr("left-by-a-test infinity")));
  EXPECT_THAT(lines, Contains("mount /"));
  EXPECT_THAT(lines, Contains(StartsWith("network settings: net.ipv4.ip_forward: ")));
  EXPECT_THAT(lines, Contains(StartsWith("network device lo: mtu: ")));
}

}  // namespace
}  // namespace drill
