// Kills real harnesses with SIGKILL in every phase and looks for what is left. The harness is this
// same program, started with --harness and a phase.
#include "harness/host/reaper.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/stop_token.h"
#include "harness/host/clean.h"
#include "harness/host/inventory.h"
#include "harness/host/loop_device.h"
#include "harness/host/runc_host.h"
#include "harness/host/session.h"
#include "harness/testing/child_harness.h"
#include "harness/testing/drill_host_requirements.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_rootfs.h"

namespace drill {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

// ---- The harness that is killed ----------------------------------------------------------------

void Report(absl::string_view line) { std::cout << line << std::endl; }

constexpr char kPause[] =
    "tar -C / -c bin lib lib64 sbin | docker import - paused >/dev/null && "
    "docker run -d --name paused -v /usr:/usr:ro paused sleep infinity && docker pause paused";

int Fail(const absl::Status& status) {
  std::cerr << status << "\n";
  return 1;
}

std::string NewClone(Session& session) {
  const auto rootfs = TestRootfs(session);
  std::string id = session.NewId("killed");
  if (!rootfs.ok() || !session.store().Clone(TreeKind::kRootfs, *rootfs, id).ok()) exit(1);
  return id;
}

// Says "<session> ready" as soon as the phase begins, and then stays in it.
int RunHarness(const std::string& phase) {
  auto session = Session::Start(Store::DefaultCacheDirectory());
  if (!session.ok()) return Fail(session.status());
  const std::string ready = (*session)->name() + " ready";
  if (phase == "idle") Report(ready);
  if (phase == "mmdebstrap") {
    Report(ready);
    // Packages that nothing else asks for, so that this tree is never in the cache.
    return Fail(TestRootfs(**session, {"figlet", "netcat-openbsd"}).status());
  }
  if (phase == "copied" || phase == "boot" || phase == "disks" || phase == "up" ||
      phase == "busy" || phase == "paused" || phase == "destroy") {
    RuncHostOptions options;
    options.id = NewClone(**session);
    if (phase != "boot") options.disks = {{"/usr/share", int64_t{1} << 30, 0}};
    if (phase == "copied" || phase == "boot" || phase == "disks") Report(ready);
    if (phase != "copied") {
      auto host = RuncHost::Boot(**session, options);
      if (!host.ok()) return Fail(host.status());
      if (phase == "paused") (*host)->Exec({"sh", "-c", kPause}, {}).status().IgnoreError();
      if (phase != "boot" && phase != "disks") Report(ready);
      if (phase == "busy")
        (*host)
            ->Exec({"sh", "-c", "trap '' TERM HUP; dd if=/dev/zero of=/fill & cat"}, {})
            .status()
            .IgnoreError();
      if (phase == "destroy") (*host)->Destroy().status().IgnoreError();
      pause();
    }
  }
  pause();
  return 0;
}

// ---- The test that kills it --------------------------------------------------------------------

std::vector<std::string> ProcessesNaming(const std::string& text) {
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
    const auto command = ReadFile(entry.path().string() + "/cmdline");
    if (command.ok() && command->find(text) != std::string::npos)
      found.push_back(entry.path().filename().string() + " " + *command);
  }
  return found;
}

// Names beginning with `prefix` in /tmp, where no reaper looks.
std::vector<std::string> TemporaryFilesOf(const std::string& prefix) {
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/tmp", error)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind(prefix, 0) == 0) found.push_back(name);
  }
  return found;
}

class ReaperTest : public ::testing::TestWithParam<std::pair<std::string, int>> {
 protected:
  void SetUp() override {
    const std::string lack = DrillHostLack();
    if (!lack.empty()) GTEST_SKIP() << lack;
  }
};

TEST_P(ReaperTest, NothingIsLeftTenSecondsAfterTheKill) {
  const auto& [phase, milliseconds] = GetParam();
  const std::vector<std::string> before = TemporaryFilesOf("mmdebstrap.");
  const Harness harness = StartHarness(phase, Store::DefaultCacheDirectory());
  ASSERT_THAT(harness.session, StartsWith("s"));
  RealClock().Sleep(absl::Milliseconds(milliseconds));
  auto store = Store::Open(Store::DefaultCacheDirectory());
  ASSERT_THAT(store, IsOk());
  ASSERT_THAT(Inventory(**store, harness.session), Not(IsEmpty()));
  const absl::Duration killed = RealClock().Monotonic();
  KillHarness(harness);
  WaitTenSeconds([&] { return Inventory(**store, harness.session).empty(); });
  std::cerr << phase << ": gone after " << RealClock().Monotonic() - killed << "\n";
  EXPECT_THAT(Inventory(**store, harness.session), IsEmpty());
  EXPECT_THAT(ProcessesNaming(harness.session), IsEmpty());
  EXPECT_THAT(TemporaryFilesOf("mmdebstrap."), ::testing::IsSubsetOf(before));
  EXPECT_FALSE(IsAlive(Store::DefaultCacheDirectory(), harness.session));
}

INSTANTIATE_TEST_SUITE_P(
    Phases, ReaperTest,
    ::testing::Values(std::make_pair("idle", 0), std::make_pair("mmdebstrap", 200),
                      std::make_pair("mmdebstrap", 6000), std::make_pair("copied", 0),
                      std::make_pair("boot", 0), std::make_pair("boot", 30),
                      std::make_pair("boot", 60), std::make_pair("boot", 120),
                      std::make_pair("boot", 500), std::make_pair("disks", 30),
                      std::make_pair("disks", 150), std::make_pair("disks", 400),
                      std::make_pair("disks", 800), std::make_pair("up", 0),
                      std::make_pair("busy", 500), std::make_pair("paused", 0),
                      std::make_pair("destroy", 0), std::make_pair("destroy", 20)),
    [](const auto& info) {
      return absl::StrCat(info.param.first, "_after_", info.param.second, "_ms");
    });

class CleanTest : public ReaperTest {};

// The reaper is a child of the harness.
// The process of that name whose parent is the harness; nullopt while it has no name yet.
std::optional<pid_t> ReaperOf(const Harness& harness) {
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const auto stat = ReadFile(entry.path().string() + "/stat");
    if (!stat.ok()) continue;
    const std::string name = "(drill-reaper) ";
    const size_t at = stat->find(name);
    // Behind the name stand its state, which may be any, and its parent.
    if (at != std::string::npos &&
        stat->compare(at + name.size() + 2, std::to_string(harness.pid).size() + 1,
                      std::to_string(harness.pid) + " ") == 0)
      return std::stoi(entry.path().filename().string());
  }
  return std::nullopt;
}

void KillReaperOf(const Harness& harness) {
  std::optional<pid_t> reaper;
  WaitTenSeconds([&] { return (reaper = ReaperOf(harness)).has_value(); });
  ASSERT_TRUE(reaper.has_value());
  kill(*reaper, SIGKILL);
}

bool HasProcesses(const Store& store, const std::string& owner) {
  for (const std::string& item : Inventory(store, owner)) {
    if (item.rfind("process ", 0) == 0) return true;
  }
  return false;
}

TEST_F(CleanTest, ThePoolIsUnmountedWhenTheLastUserIsKilled) {
  // Use a separate cache, whose pool no other process keeps mounted.
  const std::string cache = ::testing::TempDir() + "/reaper-test-cache";
  const Harness harness = StartHarness("idle", cache);
  EXPECT_THAT(LoopDevicesOf(cache + "/pool.img"), Not(IsEmpty()));
  KillHarness(harness);
  WaitTenSeconds([&] { return LoopDevicesOf(cache + "/pool.img").empty(); });
  EXPECT_THAT(LoopDevicesOf(cache + "/pool.img"), IsEmpty());
  EXPECT_THAT(RemoveAll(cache), IsOk());
}

TEST_F(CleanTest, RemovesWhatIsLeftWhenTheReaperIsKilledToo) {
  const Harness harness = StartHarness("up", Store::DefaultCacheDirectory());
  auto store = Store::Open(Store::DefaultCacheDirectory());
  ASSERT_THAT(store, IsOk());
  const CleanReport living = Clean(**store);
  EXPECT_THAT(living.in_use, Contains(harness.session));
  EXPECT_THAT(Inventory(**store, harness.session), Not(IsEmpty()));
  // The harness may not have the time to see the end of its reaper.
  kill(harness.pid, SIGSTOP);
  KillReaperOf(harness);
  KillHarness(harness);
  // The reaper is nobody's child now, so its death cannot be waited for otherwise.
  WaitTenSeconds([&] { return !IsAlive(Store::DefaultCacheDirectory(), harness.session); });
  ASSERT_FALSE(IsAlive(Store::DefaultCacheDirectory(), harness.session));
  // The machine's own processes end with the two.
  WaitTenSeconds([&] { return !HasProcesses(**store, harness.session); });
  EXPECT_FALSE(HasProcesses(**store, harness.session));
  ASSERT_THAT(Inventory(**store, harness.session), Not(IsEmpty()));
  const CleanReport report = Clean(**store);
  EXPECT_THAT(report.removed, Contains(StartsWith("control group ")));
  EXPECT_THAT(report.removed, Contains(StartsWith("clone ")));
  EXPECT_THAT(report.left, IsEmpty());
  EXPECT_THAT(Inventory(**store, harness.session), IsEmpty());
}

TEST_F(CleanTest, TheHarnessIsStoppedWhenItsReaperIsKilled) {
  const Harness harness = StartHarness("idle", Store::DefaultCacheDirectory());
  KillReaperOf(harness);
  int status = 0;
  WaitTenSeconds([&] { return waitpid(harness.pid, &status, WNOHANG) == harness.pid; });
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGTERM);
}

TEST_F(CleanTest, TheMakingOfAMachineIsStoppedAndLeavesNothing) {
  auto session = Session::Start(Store::DefaultCacheDirectory());
  ASSERT_THAT(session, IsOk());
  StopToken stop;
  std::thread user([&] {
    RealClock().Sleep(absl::Seconds(3));
    stop.RequestStop();
  });
  // Never in a cache: packages that nothing else asks for.
  EXPECT_THAT(TestRootfs(**session, {"figlet", "netcat-openbsd"}, &stop),
              StatusIs(absl::StatusCode::kCancelled));
  user.join();
  EXPECT_THAT(Inventory((*session)->store(), (*session)->name()),
              Each(Not(AnyOf(StartsWith("process "), StartsWith("clone "), StartsWith("mount ")))));
}

TEST_F(CleanTest, AHostBootsAfterwards) {
  auto session = Session::Start(Store::DefaultCacheDirectory());
  ASSERT_THAT(session, IsOk());
  RuncHostOptions options;
  options.id = NewClone(**session);
  auto host = RuncHost::Boot(**session, options);
  ASSERT_THAT(host, IsOk());
  EXPECT_THAT((*host)->Destroy(), IsOkAndHolds(IsEmpty()));
  const std::string name = (*session)->name();
  session->reset();
  auto store = Store::Open(Store::DefaultCacheDirectory());
  ASSERT_THAT(store, IsOk());
  EXPECT_THAT(Inventory(**store, name), IsEmpty());
}

}  // namespace
}  // namespace drill

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--harness") return drill::RunHarness(argv[2]);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
