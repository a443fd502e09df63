#include "harness/fault/backup_fault.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/probe/command_probe.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

// Files of this machine stand for those of the drill host.
class BackupFaultTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/backup_fault_test");
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    ASSERT_THAT(MakeDirectories(directory_), IsOk());
    stack_.set_operator_directory("/");
    for (const char* name : {"a.sql", "b.sql", "c.gz"}) {
      ASSERT_THAT(WriteFile(absl::StrCat(directory_, "/", name), std::string(1000, 'x')), IsOk());
    }
    Run("touch -d '2 hours ago' a.sql && touch -d '1 hour ago' b.sql");
  }
  std::string Run(const std::string& command) {
    const auto output =
        CheckedOutput({"bash", "-c", absl::StrCat("cd ", directory_, " && ", command)});
    EXPECT_THAT(output, IsOk());
    return output.value_or("");
  }
  absl::StatusOr<Injection> Inject(BackupFault::Kind kind, const std::string& glob = "*.sql") {
    BackupFault fault;
    fault.set_kind(kind);
    fault.set_glob(absl::StrCat(directory_, "/", glob));
    fault.set_older_glob(absl::StrCat(directory_, "/older*"));
    return InjectBackup(fault, FaultContext{host_, stack_, "", &random_, nullptr});
  }
  Observation::Colour Prove(const absl::StatusOr<Injection>& injection) {
    ProbeContext context;
    context.host = &host_;
    return LookAtCommand(context, injection->proof.at(0).command(), absl::Seconds(10)).colour;
  }

  std::string directory_;
  LocalHost host_{""};
  Stack stack_;
  FaultRandom random_{1};
};

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;

TEST_F(BackupFaultTest, TheNewestIsCutOffAndStaysTheNewest) {
  const std::string before = Run("stat -c %Y b.sql");
  const auto injection = Inject(BackupFault::TRUNCATED);
  ASSERT_THAT(injection, IsOk());
  EXPECT_THAT(*ReadFile(directory_ + "/b.sql"), SizeIs(500));
  EXPECT_THAT(*ReadFile(directory_ + "/a.sql"), SizeIs(1000));
  EXPECT_EQ(Run("stat -c %Y b.sql"), before);
  EXPECT_TRUE(injection->proof.at(0).backup().must_not_restore());
}

TEST_F(BackupFaultTest, TheNewestIsEmpty) {
  ASSERT_THAT(Inject(BackupFault::EMPTY), IsOk());
  EXPECT_THAT(ReadFile(directory_ + "/b.sql"), IsOkAndHolds(""));
}

TEST_F(BackupFaultTest, ADirectoryInItsPlaceCannotBeReadByRootEither) {
  const auto injection = Inject(BackupFault::UNREADABLE);
  ASSERT_THAT(injection, IsOk());
  EXPECT_EQ(Prove(injection), kGreen);
  Run("rmdir b.sql && echo text >b.sql");
  EXPECT_EQ(Prove(injection), kRed) << "a readable file";
}

TEST_F(BackupFaultTest, WhatIsNoGzipIsSeenByGzip) {
  const auto injection = Inject(BackupFault::NOT_GZIP, "*.gz");
  ASSERT_THAT(injection, IsOk());
  EXPECT_EQ(Prove(injection), kGreen);
  Run("echo text | gzip >c.gz");
  EXPECT_EQ(Prove(injection), kRed) << "a gzip file";
}

TEST_F(BackupFaultTest, AllOfThemAgeAndKeepTheirOrder) {
  const auto injection = Inject(BackupFault::OLDER);
  ASSERT_THAT(injection, IsOk());
  EXPECT_EQ(Prove(injection), kGreen);
  EXPECT_EQ(Run("ls -t *.sql | head -n 1"), "b.sql\n");
  Run("touch a.sql");
  EXPECT_EQ(Prove(injection), kRed) << "a new one";
}

TEST_F(BackupFaultTest, NoneIsLeft) {
  const auto injection = Inject(BackupFault::NONE);
  ASSERT_THAT(injection, IsOk());
  EXPECT_EQ(Prove(injection), kGreen);
  EXPECT_EQ(Run("ls"), "c.gz\n");
  Run("touch d.sql");
  EXPECT_EQ(Prove(injection), kRed) << "one is there";
}

TEST_F(BackupFaultTest, WhereThereIsNoBackupNoneCanBeBroken) {
  for (const auto kind : {BackupFault::TRUNCATED, BackupFault::NONE, BackupFault::OLDER}) {
    EXPECT_THAT(Inject(kind, "*.dump"), StatusIs(absl::StatusCode::kFailedPrecondition,
                                                 HasSubstr("no backup on the drill host")));
  }
  EXPECT_THAT(Inject(BackupFault::WRONG_VERSION), StatusIs(absl::StatusCode::kFailedPrecondition,
                                                           HasSubstr("backup_fault_test/older")));
}

}  // namespace
}  // namespace drill
