#include "harness/probe/dump_time.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

absl::Time At(const std::string& text) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime("%Y-%m-%d %H:%M:%S", text, absl::UTCTimeZone(), &time, &error))
      << text;
  return time;
}

// Begun at 03:00, written until 03:04, on the drill host's disk since then.
BackupFile Dump(const std::string& name) {
  BackupFile file;
  file.path = absl::StrCat("/backups/of-2019-01-01/", name);
  file.created = At("2026-11-20 03:00:01");
  file.modified = At("2026-11-20 03:04:00");
  return file;
}

TEST(JudgeDumpTimeTest, WhatTheDumpSaysOfItselfComesFirst) {
  for (const char* content : {";     Archive created at 2026-11-20 02:59:58 UTC",
                              "-- Started on 2026-11-20 02:59:58 UTC"}) {
    DumpHints hints;
    hints.content = content;
    const DumpTime time = JudgeDumpTime(Dump("db_20261120_030000.dump"), hints);
    EXPECT_EQ(time.begun, At("2026-11-20 02:59:58"));
    EXPECT_THAT(time.evidence, HasSubstr("the dump says"));
  }
}

TEST(JudgeDumpTimeTest, WhatTheDumpSaysIsBelievedAgainstATouchedFile) {
  BackupFile file = Dump("db.dump");
  file.modified = file.created = At("2026-10-20 03:00:00");
  DumpHints hints;
  hints.content = "; Archive created at 2026-11-20 03:00:00 UTC";
  EXPECT_EQ(JudgeDumpTime(file, hints).begun, At("2026-11-20 03:00:00"));
}

TEST(JudgeDumpTimeTest, ThenATimeInTheName) {
  for (const char* name :
       {"db_20261119_030000.sql", "db_20261119030000.sql", "db-2026-11-19_03-00-00.sql.gz",
        "db-2026-11-19T03:00:00Z.sql", "db.2026.11.19.0300.dump", "db_20261119-0300.sql",
        "20261119_030000", "dump_1795057200.sql"}) {
    const DumpTime time = JudgeDumpTime(Dump(name), DumpHints());
    EXPECT_EQ(time.begun, At("2026-11-19 03:00:00")) << name;
    EXPECT_EQ(time.evidence, "the time in its name");
  }
}

TEST(JudgeDumpTimeTest, ANameMayBeInTheHostsLocalTime) {
  DumpHints berlin;
  berlin.utc_offset = absl::Hours(1);
  EXPECT_EQ(JudgeDumpTime(Dump("db_20261120_040000.sql"), berlin).begun, At("2026-11-20 03:00:00"));
  // 22:00 on the 19th may be UTC or New York time; the file's times fit the later reading, New
  // York.
  DumpHints new_york;
  new_york.utc_offset = -absl::Hours(5);
  EXPECT_EQ(JudgeDumpTime(Dump("db_20261119_220000.sql"), new_york).begun,
            At("2026-11-20 03:00:00"));
}

TEST(JudgeDumpTimeTest, ADateAloneIsOnlyGoodToTheDay) {
  EXPECT_EQ(JudgeDumpTime(Dump("db_2026-11-20.sql"), DumpHints()).begun, At("2026-11-20 03:00:01"));
  const DumpTime copied = JudgeDumpTime(Dump("db_20261110.sql"), DumpHints());
  EXPECT_EQ(copied.begun, At("2026-11-10 00:00:00"));
  EXPECT_THAT(copied.evidence, HasSubstr("to the day"));
}

TEST(JudgeDumpTimeTest, ANameThatSaysLaterThanTheFileIsNotBelieved) {
  const DumpTime time = JudgeDumpTime(Dump("db_20261121_030000.sql"), DumpHints());
  EXPECT_EQ(time.begun, At("2026-11-20 03:00:01"));
  EXPECT_THAT(time.evidence, HasSubstr("its name says a later time"));
}

TEST(JudgeDumpTimeTest, ElseTheFilesEarliestTimeToldAsSuch) {
  for (const char* name : {"latest.sql", "db_v2.sql", "db_20261399_999999.sql"}) {
    const DumpTime born = JudgeDumpTime(Dump(name), DumpHints());
    EXPECT_EQ(born.begun, At("2026-11-20 03:00:01")) << name;
    EXPECT_EQ(born.evidence, "when the file came into being");
  }
  BackupFile file = Dump("latest.sql");
  file.created = file.modified + absl::Hours(5);  // A copy that kept the original's time.
  const DumpTime touched = JudgeDumpTime(file, DumpHints());
  EXPECT_EQ(touched.begun, file.modified);
  EXPECT_THAT(touched.evidence, HasSubstr("may be older"));
}

class FindDumpTimeTest : public ::testing::Test {
 protected:
  FindDumpTimeTest() { context_.host = &host_; }

  DumpTime Of(const std::string& name, const std::string& content) {
    BackupFile file;
    file.path = absl::StrCat(::testing::TempDir(), "/", name);
    EXPECT_THAT(WriteFile(file.path, content), IsOk());
    file.modified = file.created = At("2026-11-20 03:04:00");
    absl::StatusOr<DumpTime> time = FindDumpTime(context_, file);
    EXPECT_THAT(time, IsOk());
    return time.ok() ? *time : DumpTime();
  }

  LocalHost host_{"/"};
  ProbeContext context_;
};

TEST_F(FindDumpTimeTest, ReadsWhatAVerbosePlainDumpBeginsWith) {
  const DumpTime time = Of("verbose.sql",
                           "--\n-- PostgreSQL database dump\n--\n\n"
                           "-- Started on 2026-11-20 03:00:00 UTC\n\nSET x;\n");
  EXPECT_EQ(time.begun, At("2026-11-20 03:00:00"));
}

TEST_F(FindDumpTimeTest, APlainDumpWithoutATimeIsAsOldAsItsFile) {
  EXPECT_EQ(Of("plain.sql", "--\n-- PostgreSQL database dump\n--\n").begun,
            At("2026-11-20 03:04:00"));
  EXPECT_EQ(Of("empty.sql", "").begun, At("2026-11-20 03:04:00"));
}

TEST(FindDumpTimeOnAHostTest, AnArchiveIsListed) {
  FakeDrillHost host;
  host.When(CommandContains("pg_restore"),
            {0, "+0100\n;     Archive created at 2026-11-20 04:00:00 UTC\n"});
  ProbeContext context;
  context.host = &host;
  const auto time = FindDumpTime(context, Dump("db.dump"));
  ASSERT_THAT(time, IsOk());
  EXPECT_EQ(time->begun, At("2026-11-20 03:00:00"));
}

}  // namespace
}  // namespace drill
