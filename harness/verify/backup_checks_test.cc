#include "harness/verify/backup_checks.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<BackupFile> Files(int count, int days_old) {
  std::vector<BackupFile> files(count);
  for (BackupFile& file : files) {
    file.path = "/b/x";
    file.modified = absl::FromUnixSeconds(1700000000) - absl::Hours(24 * days_old);
  }
  return files;
}

bool Retained(const Backup& backup, const std::vector<BackupFile>& files) {
  return CheckRetention(backup, files, absl::FromUnixSeconds(1700000000)).passed();
}

TEST(CheckRetentionTest, SoManyAndNoMore) {
  Backup backup;
  backup.set_keep_latest(10);
  EXPECT_TRUE(Retained(backup, Files(10, 400)));
  EXPECT_TRUE(Retained(backup, {}));
  EXPECT_FALSE(Retained(backup, Files(11, 0)));
}

TEST(CheckRetentionTest, NoneOlder) {
  Backup backup;
  backup.set_keep_days(30);
  EXPECT_TRUE(Retained(backup, Files(100, 31))) << "the next clean-up is due";
  EXPECT_FALSE(Retained(backup, Files(1, 32)));
}

class LookingRunner : public ProbeRunner {
 public:
  Observation Run(const Probe&) override {
    Observation observation;
    observation.colour = colour;
    return observation;
  }
  Observation::Colour colour = Observation::Colour::kGreen;
};

class BackupWatchTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/backup_checks_test");
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    ASSERT_THAT(MakeDirectories(directory_), IsOk());
    ASSERT_THAT(WriteFile(directory_ + "/db_1.sql", "dump"), IsOk());
    context_.host = &host_;
    TableFacts facts;
    facts.set_table("notes");
    context_.recorded_tables["1"] = {facts};
    Backup& backup = *stack_.add_backups();
    backup.set_name("db");
    backup.set_glob(directory_ + "/db_*.sql");
    backup.set_keep_latest(1);
    backup.mutable_restore();
    backup.mutable_schedule()->mutable_file();
    good_.loaded = true;
    good_.tables = {facts};
  }
  BackupWatch Watch(bool restores, std::set<std::string> broken = {}) {
    BackupWatchOptions options;
    options.broken_globs = std::move(broken);
    options.restores = restores;
    options.left_by_procedure = left_;
    options.kept_restores = KeptRestores(kept_, "machine");
    BackupWatch watch(context_, &runner_, stack_, std::move(options));
    watch.set_restore_for_test([this](const BackupRestore&, const std::string&) {
      ++restores_;
      return answer_;
    });
    return watch;
  }

  std::string directory_;
  LocalHost host_{""};
  ProbeContext context_;
  LookingRunner runner_;
  Stack stack_;
  RestoredBackup good_;
  absl::StatusOr<RestoredBackup> answer_ = RestoredBackup();
  int restores_ = 0;
  std::map<std::string, int> left_;
  // Directory of what earlier drills restored; empty: nothing is kept.
  std::string kept_;
};

TEST_F(BackupWatchTest, AnUnchangedBackupIsRestoredOnceAndJudgedAfterwards) {
  answer_ = good_;
  BackupWatch watch = Watch(true);
  const auto before = watch.Look("before");
  ASSERT_THAT(before, IsOk());
  EXPECT_THAT(before->checks, IsEmpty());
  ASSERT_THAT(before->states, SizeIs(1));
  EXPECT_TRUE(before->states[0].restorable());
  EXPECT_EQ(before->states[0].newest_bytes(), 4);
  const auto after = watch.Look("after");
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(restores_, 1);
  ASSERT_THAT(after->checks, SizeIs(3));
  for (const CheckResult& check : after->checks) EXPECT_TRUE(check.passed()) << check.name();
}

// Each drill has a copy of the same machine; what it does to it is its own.
TEST_F(BackupWatchTest, WhatAnEarlierDrillRestoredIsNotRestoredAgainBeforeTheFault) {
  answer_ = good_;
  kept_ = directory_ + "/kept";
  ASSERT_THAT(Watch(true).Look("before"), IsOk());
  BackupWatch second = Watch(true);
  const auto before = second.Look("before");
  ASSERT_THAT(before, IsOk());
  EXPECT_EQ(restores_, 1);
  EXPECT_TRUE(before->states[0].restorable());
  EXPECT_THAT(before->states[0].remark(), HasSubstr("an earlier drill restored it"));
  ASSERT_THAT(WriteFile(directory_ + "/db_1.sql", "half"), IsOk());
  answer_ = RestoredBackup();
  const auto after = second.Look("after");
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(restores_, 2);
  EXPECT_FALSE(after->checks.back().passed());
  // What a procedure left is nobody else's.
  BackupWatch third = Watch(true);
  ASSERT_THAT(third.Look("after"), IsOk());
  EXPECT_EQ(restores_, 3);
}

TEST_F(BackupWatchTest, ABackupThatNoLongerRestoresFails) {
  answer_ = good_;
  BackupWatch watch = Watch(true);
  ASSERT_THAT(watch.Look("before"), IsOk());
  ASSERT_THAT(WriteFile(directory_ + "/db_1.sql", "half"), IsOk());
  answer_ = RestoredBackup();
  const auto after = watch.Look("after");
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(restores_, 2);
  EXPECT_EQ(after->checks.back().name(), "backups/db/restorable");
  EXPECT_FALSE(after->checks.back().passed());
  EXPECT_THAT(after->checks.back().actual(), HasSubstr("does not load"));
}

TEST_F(BackupWatchTest, WhatTheProcedureFoundBrokenIsNotItsDoing) {
  answer_ = good_;
  BackupWatch watch = Watch(true);
  ASSERT_THAT(watch.Look("before"), IsOk());
  ASSERT_THAT(WriteFile(directory_ + "/db_1.sql", "half"), IsOk());
  ASSERT_THAT(watch.NoteKept(), IsOk());
  answer_ = RestoredBackup();
  auto after = watch.Look("after");
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(after->checks.back().name(), "backups/db/restorable");
  EXPECT_TRUE(after->checks.back().skipped());
  // What the procedure makes of it is.
  ASSERT_THAT(WriteFile(directory_ + "/db_1.sql", "quarters"), IsOk());
  after = watch.Look("after");
  ASSERT_THAT(after, IsOk());
  EXPECT_FALSE(after->checks.back().skipped());
  EXPECT_FALSE(after->checks.back().passed());
}

TEST_F(BackupWatchTest, WhatWasBrokenBeforeTheFaultIsJudged) {
  answer_ = RestoredBackup();
  BackupWatch watch = Watch(true);
  ASSERT_THAT(watch.Look("before"), IsOk());
  ASSERT_THAT(watch.NoteKept(), IsOk());
  const auto after = watch.Look("after");
  ASSERT_THAT(after, IsOk());
  EXPECT_FALSE(after->checks.back().skipped());
  EXPECT_FALSE(after->checks.back().passed());
}

TEST_F(BackupWatchTest, WhatTheDrillsFaultBrokeIsAFactAndNoCheck) {
  BackupWatch watch = Watch(true, {stack_.backups(0).glob()});
  const auto after = watch.Look("after");
  ASSERT_THAT(after, IsOk());
  EXPECT_FALSE(after->states[0].restorable());
  EXPECT_TRUE(after->checks.front().skipped());
  EXPECT_TRUE(after->checks.back().skipped());
}

TEST_F(BackupWatchTest, RetentionAndScheduleAreChecked) {
  ASSERT_THAT(WriteFile(directory_ + "/db_2.sql", "dump"), IsOk());
  runner_.colour = Observation::Colour::kRed;
  BackupWatch watch = Watch(false);
  const auto after = watch.Look("after");
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(restores_, 0);
  ASSERT_THAT(after->checks, SizeIs(2));
  EXPECT_EQ(after->checks[0].name(), "backups/db/retention");
  EXPECT_FALSE(after->checks[0].passed());
  EXPECT_EQ(after->checks[1].name(), "backups/db/schedule");
  EXPECT_FALSE(after->checks[1].passed());
}

TEST_F(BackupWatchTest, WithoutAScratchServerNothingIsDecided) {
  answer_ = absl::FailedPreconditionError("no image");
  BackupWatch watch = Watch(true);
  const auto after = watch.Look("after");
  ASSERT_THAT(after, IsOk());
  EXPECT_TRUE(after->checks.back().undecided());
  EXPECT_FALSE(after->checks.back().passed());
  ASSERT_THAT(RemoveAll(directory_ + "/db_1.sql"), IsOk());
  const auto none = watch.Look("after");
  EXPECT_FALSE(none->checks.back().undecided());
  EXPECT_FALSE(none->checks.back().passed());
}

TEST_F(BackupWatchTest, WhatWasThereBeforeTheProcedureMustBeThereAfterwards) {
  BackupWatch watch = Watch(false);
  ASSERT_THAT(watch.NoteKept(), IsOk());
  ASSERT_THAT(RemoveAll(directory_ + "/db_1.sql"), IsOk());
  const auto after = watch.Look("after");
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(after->checks.front().name(), "backups/db/kept");
  EXPECT_FALSE(after->checks.front().passed());
  EXPECT_EQ(restores_, 0);
}

TEST_F(BackupWatchTest, AProcedureLeavesAsManyAsItIsDocumentedToLeave) {
  stack_.mutable_backups(0)->set_keep_latest(2);
  ASSERT_THAT(WriteFile(directory_ + "/db_2.sql", "dump"), IsOk());
  const auto kept = [&] {
    BackupWatch watch = Watch(false);
    EXPECT_THAT(watch.NoteKept(), IsOk());
    EXPECT_THAT(RemoveAll(directory_ + "/db_1.sql"), IsOk());
    const auto after = watch.Look("after");
    EXPECT_THAT(WriteFile(directory_ + "/db_1.sql", "dump"), IsOk());
    return after->checks.front().passed();
  };
  EXPECT_FALSE(kept());
  left_ = {{"db", 1}};
  // Written again, the other one is the newest by now.
  ASSERT_THAT(WriteFile(directory_ + "/db_2.sql", "dump"), IsOk());
  EXPECT_TRUE(kept());
}

TEST_F(BackupWatchTest, OneThatCameWithTheProcedureIsRestoredWhateverTheDataRule) {
  answer_ = good_;
  BackupWatch watch = Watch(false);
  ASSERT_THAT(watch.NoteKept(), IsOk());
  ASSERT_THAT(watch.Look("after"), IsOk());
  EXPECT_EQ(restores_, 0);
  ASSERT_THAT(WriteFile(directory_ + "/db_2.sql", "a newer dump"), IsOk());
  answer_ = RestoredBackup();
  const auto after = watch.Look("after");
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(restores_, 1);
  EXPECT_EQ(after->checks.back().name(), "backups/db/restorable");
  EXPECT_FALSE(after->checks.back().passed());
}

}  // namespace
}  // namespace drill
