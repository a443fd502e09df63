#include "harness/probe/noted_recovery_point.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr int64_t kBegun = 1'700'000'000;

NotedRecoveryPoint Noted() {
  BackupFile file;
  file.path = "/b.sql";
  file.bytes = 7;
  NotedRecoveryPoint point;
  point.Note(file, DumpTime{absl::FromUnixSeconds(kBegun), "its name"});
  return point;
}

TEST(NotedRecoveryPointTest, IsAsOldAsItsContentWasAtTheFault) {
  NotedRecoveryPoint point = Noted();
  point.NoteFault(absl::FromUnixSeconds(kBegun) + absl::Hours(24));
  DataResult result;
  point.AddTo(&result);
  EXPECT_EQ(result.recovery_point_age_seconds(), 86400);
  EXPECT_EQ(result.recovery_point_file(), "/b.sql");
  EXPECT_EQ(result.recovery_point_bytes(), 7);
  EXPECT_EQ(result.recovery_point_evidence(), "its name");
  EXPECT_EQ(point.begun(), absl::FromUnixSeconds(kBegun));
}

TEST(NotedRecoveryPointTest, OneThatTheFaultMadeHasNoAge) {
  NotedRecoveryPoint point = Noted();
  point.NoteFault(absl::FromUnixSeconds(kBegun) - absl::Seconds(2));
  DataResult result;
  point.AddTo(&result);
  EXPECT_EQ(result.recovery_point_age_seconds(), 0);
}

TEST(NotedRecoveryPointTest, WithoutAFaultNoAgeIsTold) {
  DataResult result;
  Noted().AddTo(&result);
  EXPECT_FALSE(result.has_recovery_point_age_seconds());
}

TEST(NotedRecoveryPointTest, WhereTheFaultTookEveryBackupNoLossIsExcused) {
  NotedRecoveryPoint point = Noted();
  point.NoteNone();
  EXPECT_EQ(point.begun(), absl::InfiniteFuture());
  DataResult result;
  point.AddTo(&result);
  EXPECT_EQ(result.recovery_point_file(), "");
  EXPECT_THAT(result.recovery_point_evidence(), HasSubstr("no backup is left"));
}

TEST(NotedRecoveryPointTest, IsFoundOnTheHost) {
  LocalHost host("/");
  ProbeContext context;
  context.host = &host;
  const std::string directory = absl::StrCat(::testing::TempDir(), "/noted");
  ASSERT_THAT(MakeDirectories(directory), IsOk());
  NotedRecoveryPoint point;
  EXPECT_THAT(point.Find(context, absl::StrCat(directory, "/db_*")), IsOkAndHolds(false));
  ASSERT_THAT(WriteFile(absl::StrCat(directory, "/db_20240102_030405.sql"), "x"), IsOk());
  EXPECT_THAT(point.Find(context, absl::StrCat(directory, "/db_*")), IsOkAndHolds(true));
  EXPECT_EQ(absl::ToCivilSecond(point.begun(), absl::UTCTimeZone()),
            absl::CivilSecond(2024, 1, 2, 3, 4, 5));
}

}  // namespace
}  // namespace drill
