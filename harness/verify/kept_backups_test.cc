#include "harness/verify/kept_backups.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr absl::Duration kDay = absl::Hours(24);
const absl::Time kNow = absl::FromUnixSeconds(1'700'000'000);

BackupFile File(const std::string& path, int days_old, int64_t bytes = 100) {
  BackupFile file;
  file.path = path;
  file.bytes = bytes;
  file.modified = file.created = kNow - days_old * kDay;
  return file;
}

Backup Kept(int latest, int days) {
  Backup backup;
  backup.set_name("db");
  backup.set_keep_latest(latest);
  backup.set_keep_days(days);
  return backup;
}

const std::vector<BackupFile> kFour = {File("a", 4), File("b", 3), File("c", 2), File("d", 1)};

TEST(KeptBackupsTest, WhatTheRetentionKeepsMustBeThere) {
  EXPECT_TRUE(CheckKept(Kept(2, 0), kFour, {File("c", 2), File("d", 1)}, kNow).passed());
  const CheckResult check = CheckKept(Kept(3, 0), kFour, {File("c", 2), File("d", 1)}, kNow);
  EXPECT_EQ(check.name(), "backups/db/kept");
  EXPECT_FALSE(check.passed());
  EXPECT_EQ(check.actual(), "b is gone");
}

TEST(KeptBackupsTest, ANewerOneTakesThePlaceOfTheOldest) {
  EXPECT_TRUE(
      CheckKept(Kept(3, 0), kFour, {File("c", 2), File("d", 1), File("e", 0)}, kNow).passed());
  EXPECT_FALSE(
      CheckKept(Kept(3, 0), kFour, {File("b", 3), File("c", 2), File("e", 0)}, kNow).passed());
}

TEST(KeptBackupsTest, ByAgeEachThatIsYoungEnoughIsKept) {
  EXPECT_TRUE(CheckKept(Kept(0, 2), kFour, {File("c", 2), File("d", 1)}, kNow).passed());
  EXPECT_FALSE(CheckKept(Kept(0, 2), kFour, {File("d", 1), File("e", 0)}, kNow).passed());
}

TEST(KeptBackupsTest, WhereNothingIsDocumentedTheNewestMustBeThere) {
  EXPECT_TRUE(CheckKept(Kept(0, 0), kFour, {File("d", 1)}, kNow).passed());
  EXPECT_FALSE(CheckKept(Kept(0, 0), kFour, {File("a", 4), File("c", 2)}, kNow).passed());
  EXPECT_TRUE(CheckKept(Kept(0, 0), {}, {}, kNow).passed());
}

TEST(KeptBackupsTest, AnOldOneThatWasTouchedIsTakenForTheNewest) {
  std::vector<BackupFile> touched = kFour;
  touched[1].modified = kNow;
  const CheckResult check = CheckKept(Kept(0, 10), kFour, touched, kNow);
  EXPECT_FALSE(check.passed());
  EXPECT_THAT(check.actual(), HasSubstr("b has a later time than c"));
  for (BackupFile& file : touched) file.modified += absl::Hours(200);
  touched[1].modified = kNow - absl::Hours(1);
  EXPECT_FALSE(CheckKept(Kept(0, 10), kFour, touched, kNow).passed());
}

TEST(KeptBackupsTest, AllTouchedInTheirOrderAreAsBefore) {
  std::vector<BackupFile> touched = kFour;
  for (BackupFile& file : touched) file.modified += absl::Hours(2);
  EXPECT_TRUE(CheckKept(Kept(0, 10), kFour, touched, kNow).passed());
}

TEST(KeptBackupsTest, OneThatIsEmptyNowIsNoBackup) {
  const CheckResult check = CheckKept(Kept(0, 0), kFour, {File("d", 1, 0)}, kNow);
  EXPECT_FALSE(check.passed());
  EXPECT_THAT(check.actual(), HasSubstr("d is empty"));
  // A backup that was empty before the procedure is no loss.
  EXPECT_TRUE(CheckKept(Kept(0, 0), {File("d", 1, 0)}, {File("d", 1, 0)}, kNow).passed());
}

}  // namespace
}  // namespace drill
