// Keeps real drill hosts. The harness is this same program, started with --harness and a phase.
#include <sys/wait.h>

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/host/clean.h"
#include "harness/host/inventory.h"
#include "harness/host/kept_host.h"
#include "harness/host/runc_host.h"
#include "harness/host/session.h"
#include "harness/testing/child_harness.h"
#include "harness/testing/drill_host_requirements.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_rootfs.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

int Fail(const absl::Status& status) {
  std::cerr << status << "\n";
  return 1;
}

// A machine that stays: "keep" ends in good order, "unkept" is killed before it was kept.
int RunHarness(bool keep) {
  const auto started = Session::Start(Store::DefaultCacheDirectory());
  if (!started.ok()) return Fail(started.status());
  Session& session = **started;
  const auto rootfs = TestRootfs(session);
  const auto id = session.NewKeepableId("kept");
  if (!id.ok() || !rootfs.ok()) return 1;
  if (!session.store().Clone(TreeKind::kRootfs, *rootfs, *id).ok()) return 1;
  RuncHostOptions options;
  options.id = *id;
  options.outlives_harness = true;
  auto host = RuncHost::Boot(session, options);
  if (!host.ok()) return Fail(host.status());
  if (keep) {
    const absl::Status kept =
        KeepHost(session.store().cache_directory(), {*id, "a drill", "/etc", "now"});
    if (!kept.ok()) return Fail(kept);
  }
  std::cout << *id << " ready" << std::endl;
  if (!keep) pause();
  return 0;
}

class KeepTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string lack = DrillHostLack();
    if (!lack.empty()) GTEST_SKIP() << lack;
  }
};

TEST_F(KeepTest, AKeptHostStaysIsEnteredAndIsRemovedAlone) {
  const std::string cache = Store::DefaultCacheDirectory();
  const Harness harness = StartHarness("keep", cache);
  const std::string id = harness.session;  // The host's id, which is printed first.
  int status = -1;
  ASSERT_EQ(waitpid(harness.pid, &status, 0), harness.pid);
  ASSERT_EQ(status, 0);
  // Others come and go, and clean when they begin.
  { EXPECT_THAT(Session::Start(cache), IsOk()); }
  const auto host = FindKeptHost(cache, id);
  ASSERT_THAT(host, IsOk());
  EXPECT_TRUE(IsRunning(cache, *host));
  const std::vector<std::string> command =
      EnterCommand(cache, *host,
                   {"sh", "-c",
                    "cat /etc/drill-host; echo; pwd; docker info -f "
                    "'{{.Driver}}'; echo written > /var/kept"},
                   false);
  EXPECT_THAT(CheckedOutput(command), IsOkAndHolds(id + "\n/etc\noverlay2\n"));
  auto store = Store::Open(cache);
  ASSERT_THAT(store, IsOk());
  EXPECT_THAT(ReadFile((*store)->PathOf(TreeKind::kClone, id) + "/var/kept"),
              IsOkAndHolds("written\n"));
  EXPECT_THAT(CleanKept(**store, "k1-none.1-x"), StatusIs(absl::StatusCode::kNotFound));
  const auto report = CleanKept(**store, id);
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->removed, Contains(StartsWith("process ")));
  EXPECT_THAT(report->removed, Contains("clone " + id));
  EXPECT_THAT(report->left, IsEmpty());
  EXPECT_THAT(FindKeptHost(cache, id), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Inventory(**store, SessionOf(id)), IsEmpty());
}

TEST_F(KeepTest, CleaningEverythingRemovesKeptHostsAndSaysSo) {
  const std::string cache = Store::DefaultCacheDirectory();
  const Harness harness = StartHarness("keep", cache);
  waitpid(harness.pid, nullptr, 0);
  auto store = Store::Open(cache);
  ASSERT_THAT(store, IsOk());
  EXPECT_THAT(Clean(**store).removed, Contains("clone " + harness.session));
  EXPECT_THAT(KeptHosts(cache), IsEmpty());
}

TEST_F(KeepTest, AHostThatWasToBeKeptGoesWithADrillThatWasKilled) {
  const Harness harness = StartHarness("unkept", Store::DefaultCacheDirectory());
  auto store = Store::Open(Store::DefaultCacheDirectory());
  ASSERT_THAT(store, IsOk());
  const std::string session = SessionOf(harness.session);
  ASSERT_THAT(Inventory(**store, session), Not(IsEmpty()));
  KillHarness(harness);
  WaitTenSeconds([&] { return Inventory(**store, session).empty(); });
  EXPECT_THAT(Inventory(**store, session), IsEmpty());
}

}  // namespace
}  // namespace drill

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--harness")
    return drill::RunHarness(std::string(argv[2]) == "keep");
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
