// Boots real drill hosts; needs root and runc.
#include "harness/host/runc_host.h"

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/testing/drill_host_requirements.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_rootfs.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Optional;
using ::testing::StartsWith;

// One booted host for all tests of the file.
class RuncHostTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!DrillHostLack().empty()) return;
    auto session = Session::Start(Store::DefaultCacheDirectory());
    ASSERT_THAT(session, IsOk());
    session_ = std::move(*session).release();
    const absl::Duration start = RealClock().Monotonic();
    auto rootfs = TestRootfs(*session_);
    ASSERT_THAT(rootfs, IsOk());
    const absl::Duration made = RealClock().Monotonic();
    RuncHostOptions options;
    options.id = session_->NewId("test");
    options.host_names = {"api.example.com"};
    options.disks = {{"/var/lib/docker/volumes", int64_t{64} << 20, 0},
                     {"/etc/apt", int64_t{16} << 20, 512}};
    const auto tree = session_->store().Clone(TreeKind::kRootfs, *rootfs, options.id);
    ASSERT_THAT(tree, IsOk());
    ASSERT_THAT(MakeDirectories(*tree + "/var/lib/docker/volumes"), IsOk());
    const absl::Duration cloned = RealClock().Monotonic();
    auto host = RuncHost::Boot(*session_, options);
    ASSERT_THAT(host, IsOk());
    const absl::Duration booted = RealClock().Monotonic();
    std::cerr << "rootfs " << made - start << ", clone " << cloned - made << ", boot "
              << booted - cloned << "\n";
    host_ = std::move(*host).release();
  }
  static void TearDownTestSuite() {
    const absl::Duration start = RealClock().Monotonic();
    if (host_ != nullptr) {
      EXPECT_THAT(host_->Destroy(), IsOkAndHolds(IsEmpty()));
    }
    std::cerr << "destroy " << RealClock().Monotonic() - start << "\n";
    delete host_;
    delete session_;
  }

  void SetUp() override {
    const std::string lack = DrillHostLack();
    if (!lack.empty()) GTEST_SKIP() << lack;
    ASSERT_NE(host_, nullptr) << "no host booted";
  }

  static absl::StatusOr<SubprocessResult> Shell(const std::string& command) {
    return host_->Exec({"/bin/sh", "-c", command}, {});
  }

  static Session* session_;
  static RuncHost* host_;
};

Session* RuncHostTest::session_ = nullptr;
RuncHost* RuncHostTest::host_ = nullptr;

TEST_F(RuncHostTest, RunsCommands) {
  auto result = host_->Exec({"sh", "-c", "echo said; echo complained >&2; exit 3"}, {});
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->stdout_content, "said\n");
  EXPECT_THAT(result->stderr_content, "complained\n");
  EXPECT_THAT(result->exit_code, Optional(3));
}

TEST_F(RuncHostTest, SaysThatAProgramIsMissing) {
  EXPECT_THAT(host_->Exec({"no-such-program"}, {}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("no-such-program")));
}

TEST_F(RuncHostTest, HasAnEngineThatKeepsItsDataOnTheClone) {
  auto result = Shell("docker info --format '{{.Driver}} {{.DriverStatus}}'");
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->stdout_content, StartsWith("overlay2 "));
  EXPECT_THAT(result->stdout_content,
              HasSubstr(session_->store().has_snapshots() ? "btrfs" : "Backing Filesystem"));
}

TEST_F(RuncHostTest, HasLimitedDisksBeforeItsEngineStarts) {
  auto type = Shell("stat -f -c %T /var/lib/docker/volumes /etc/apt; ls /etc/apt | grep sources");
  ASSERT_THAT(type, IsOk());
  EXPECT_THAT(type->stdout_content, StartsWith("ext2/ext3\next2/ext3\nsources.list"));
  auto volume = Shell(
      "docker volume create kept >/dev/null && stat -f -c %T "
      "$(docker volume inspect -f '{{.Mountpoint}}' kept); docker volume rm kept");
  ASSERT_THAT(volume, IsOk());
  EXPECT_THAT(volume->stdout_content, StartsWith("ext2/ext3\n")) << volume->stderr_content;
  auto full = Shell("fallocate -l 20M /etc/apt/big; rm -f /etc/apt/big");
  ASSERT_THAT(full, IsOk());
  EXPECT_THAT(full->stderr_content, HasSubstr("No space left"));
}

TEST_F(RuncHostTest, HasNoWayOut) {
  auto routes = Shell("ip route show default");
  ASSERT_THAT(routes, IsOk());
  EXPECT_THAT(routes->stdout_content, IsEmpty());
  auto address = Shell("curl -sS -m 3 http://192.0.2.1");
  ASSERT_THAT(address, IsOk());
  EXPECT_THAT(address->exit_code, Optional(7)) << address->stderr_content;
  auto name = Shell("curl -sS -m 3 http://www.example.org");
  ASSERT_THAT(name, IsOk());
  EXPECT_THAT(name->exit_code, Optional(6)) << name->stderr_content;
}

TEST_F(RuncHostTest, ResolvesItsOwnNamesToItself) {
  auto result = Shell("getent ahostsv4 api.example.com");
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->stdout_content, StartsWith("127.0.0.1 "));
}

TEST_F(RuncHostTest, LetsTheHarnessIntoItsNetwork) {
  std::string inside, outside;
  ASSERT_THAT(host_->InNetwork([&] {
    inside = std::filesystem::read_symlink("/proc/thread-self/ns/net").string();
    return absl::OkStatus();
  }),
              IsOk());
  outside = std::filesystem::read_symlink("/proc/thread-self/ns/net").string();
  EXPECT_THAT(inside, Not(outside));
  EXPECT_THAT(host_->InNetwork([] { return absl::AbortedError("as asked"); }),
              StatusIs(absl::StatusCode::kAborted));
}

TEST_F(RuncHostTest, ShowsItsFilesToTheHarness) {
  ASSERT_THAT(Shell("echo text > /run/on-tmpfs; ln -s /run/on-tmpfs /root/link"), IsOk());
  const auto root = host_->Root();
  ASSERT_THAT(root, IsOk());
  EXPECT_THAT(root->Read("/root/link"), IsOkAndHolds("text\n"));
  EXPECT_THAT(root->Read("/var/run/on-tmpfs"), IsOkAndHolds("text\n"));
}

TEST_F(RuncHostTest, EndsWhatDoesNotEndInTime) {
  ExecOptions options;
  options.timeout = absl::Seconds(1);
  auto result = host_->Exec({"sh", "-c", "trap '' TERM; while :; do sleep 7777; done"}, options);
  ASSERT_THAT(result, IsOk());
  EXPECT_TRUE(result->timed_out);
  auto left = Shell("ps -eo args= | grep -c '^sleep 7777'");
  ASSERT_THAT(left, IsOk());
  EXPECT_THAT(left->stdout_content, "0\n");
}

TEST_F(RuncHostTest, OpensATerminal) {
  std::vector<std::string> command = {"script", "-qec"};
  command.push_back(absl::StrJoin(host_->TerminalCommand({"sh", "-c", "'tty; pwd'"}, "/usr"), " "));
  command.push_back("/dev/null");
  auto result = RunSubprocess(command);
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->stdout_content, AllOf(HasSubstr("/dev/"), HasSubstr("/usr")));
}

TEST_F(RuncHostTest, PassesBytesAsTheyAre) {
  SubprocessOptions options;
  options.stdin_content = std::string("a\0b\xff\r\n\x04", 7);
  auto result = RunSubprocess(host_->StreamCommand({"sh", "-c", "cat; exit 3"}, "/usr"), options);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->stdout_content, options.stdin_content);
  EXPECT_EQ(result->exit_code, 3);
}

// An image of the machine's own programs, which are mounted into it.
constexpr char kWebServer[] = R"(set -e
tar -C / -c bin lib lib64 sbin | docker import - programs >/dev/null
docker network create net >/dev/null
cat > /root/serve.pl <<'END'
use IO::Socket::INET;
my $server = IO::Socket::INET->new(LocalPort => 80, Listen => 5) or die;
while (my $peer = $server->accept) { <$peer>; print $peer "HTTP/1.0 200 OK\r\n\r\nserved\n"; }
END
run="docker run --stop-timeout 1 -v /usr:/usr:ro -v /root:/root:ro --network net"
$run -d --name web --restart unless-stopped -p 8080:80 programs perl /root/serve.pl >/dev/null
for i in $(seq 100); do curl -s http://localhost:8080 && break; sleep 0.1; done
$run --rm programs curl -sS -m 5 http://web
if $run --rm programs curl -sS -m 3 http://192.0.2.1; then echo reached an address; fi
if $run --rm programs curl -sS -m 3 http://www.example.org; then echo resolved a name; fi
)";

TEST_F(RuncHostTest, HasContainersWithNetworksAndPublishedPortsButNoWayOut) {
  auto result = Shell(kWebServer);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->stdout_content, "served\nserved\n") << result->stderr_content;
  EXPECT_THAT(host_->InNetwork([] {
    auto page = CheckedOutput({"bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080; echo >&3; cat <&3"});
    EXPECT_THAT(page, IsOkAndHolds(HasSubstr("served")));
    return absl::OkStatus();
  }),
              IsOk());
}

// getent says 2 for a name that is not known; 124 is that of a command that had to be ended.
constexpr char kNames[] = R"names(set -e
tar -C / -c bin lib lib64 sbin | docker import - resolver >/dev/null
docker network create open-net >/dev/null
docker network create --internal closed-net >/dev/null
run="docker run --stop-timeout 1 -v /usr:/usr:ro"
ask() {
  $run --rm --network "$1" resolver sh -c \
    "timeout 3 getent ahostsv4 $2 >/tmp-answer; echo $2 \$? \$(sed -n '1s/ .*//p' /tmp-answer)"
}
$run -d --name api --network open-net resolver sleep infinity >/dev/null
ask open-net api | sed 's/0 .*/found/'
docker stop api >/dev/null
for network in open-net closed-net bridge; do ask $network api; ask $network www.example.org; done
ask open-net api.example.com
docker rm api >/dev/null; docker network rm open-net closed-net >/dev/null
)names";

TEST_F(RuncHostTest, ContainersAreToldAtOnceThatANameIsNotKnown) {
  auto result = Shell(kNames);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->stdout_content,
            "api found\n"
            "api 2\nwww.example.org 2\napi 2\nwww.example.org 2\napi 2\nwww.example.org 2\n"
            "api.example.com 0 192.0.2.53\n")
      << result->stderr_content;
}

// Frozen processes cannot end, so their control groups stayed.
TEST_F(RuncHostTest, EndsContainersThatARunbookHasPaused) {
  auto paused = Shell(
      "tar -C / -c bin lib lib64 sbin | docker import - paused >/dev/null && "
      "docker run -d --name paused -v /usr:/usr:ro paused sleep infinity >/dev/null && "
      "docker pause paused");
  ASSERT_THAT(paused, IsOk());
  ASSERT_TRUE(paused->succeeded()) << paused->stderr_content;
  // All that is on the machine is ended, and its control groups are removed.
  EXPECT_THAT(host_->Restart(absl::Seconds(60)), IsOk());
  EXPECT_THAT(Shell("docker rm -f paused"), IsOk());
}

// After the web server's test, whose container and port come back with the machine.
TEST_F(RuncHostTest, StartsAgainWithItsFilesAndWithoutItsProcesses) {
  ASSERT_THAT(
      Shell("echo kept > /root/kept; echo lost > /run/lost; setsid -f sleep 8888 >/dev/null 2>&1; "
            "ip link add away type dummy; iptables -A INPUT -p udp -j DROP; "
            "printf '#!/bin/sh\\necho told > /run/told\\n' > /etc/rc.local; "
            "chmod +x /etc/rc.local"),
      IsOk());
  const auto network = [] {
    std::string name;
    EXPECT_THAT(host_->InNetwork([&] {
      name = std::filesystem::read_symlink("/proc/thread-self/ns/net").string();
      return absl::OkStatus();
    }),
                IsOk());
    return name;
  };
  const std::string before = network();
  ASSERT_THAT(host_->Restart(absl::Seconds(60)), IsOk());
  EXPECT_EQ(network(), before);
  auto seen = Shell(
      "cat /root/kept /run/told; ls /run/lost; ps -eo args= | grep -c '^sleep 8888'; "
      "ip link show away; iptables -S INPUT; docker version >/dev/null && echo engine; "
      "ip -4 -oneline address show lo | awk '/ 127/ { print $4 }'");
  ASSERT_THAT(seen, IsOk());
  EXPECT_EQ(seen->stdout_content, "kept\ntold\n0\n-P INPUT ACCEPT\nengine\n127.0.0.1/8\n");
}

TEST_F(RuncHostTest, StopsAndStartsItsEngine) {
  ASSERT_THAT(host_->StopEngine(), IsOk());
  auto stopped = Shell("docker version");
  ASSERT_THAT(stopped, IsOk());
  EXPECT_FALSE(stopped->succeeded());
  ASSERT_THAT(host_->StartEngine(), IsOk());
  // The web server of the test above, when that ran, comes back by its restart policy.
  auto started = Shell(
      "docker version >/dev/null && for name in $(docker ps -aq); do for i in $(seq 100); do "
      "docker inspect -f '{{.State.Status}}' $name | grep running && break; sleep 0.1; "
      "done || exit 1; done");
  ASSERT_THAT(started, IsOk());
  EXPECT_TRUE(started->succeeded()) << started->stderr_content;
}

}  // namespace
}  // namespace drill
