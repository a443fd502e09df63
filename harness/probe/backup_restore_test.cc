#include "harness/probe/backup_restore.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/probe/backup_probe.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr char kWhole[] = "loaded 1\nrevision s48\ntable 0 100 1:2\ntable 1 7 3:4\n";

class BackupRestoreTest : public ::testing::Test {
 protected:
  BackupRestoreTest() {
    context_.host = &host_;
    for (const char* name : {"notes", "users"}) {
      SeededTable& table = context_.seeded_tables.emplace_back();
      table.set_table(name);
      table.add_columns("id");
    }
    Record("1", 100, "1:1");
    Record("2", 100, "1:2");
  }
  void Record(const std::string& release, int rows, const std::string& checksum) {
    TableFacts notes, users;
    notes.set_table("notes");
    notes.set_rows(rows);
    notes.set_checksum(checksum);
    users.set_table("users");
    users.set_rows(7);
    users.set_checksum("3:4");
    context_.recorded_tables[release] = {notes, users};
  }
  std::string Why(const std::string& output, const std::string& release = "") {
    return WhyNotRestorable(context_, ParseRestored(context_, output), release);
  }

  FakeDrillHost host_;
  ProbeContext context_;
};

TEST_F(BackupRestoreTest, AWholeBackupHoldsTheRowsOfOneOfTheReleases) {
  EXPECT_EQ(ParseRestored(context_, kWhole).revision, "s48");
  EXPECT_EQ(Why(kWhole), "");
  EXPECT_EQ(Why(kWhole, "2"), "");
  EXPECT_THAT(Why(kWhole, "1"), HasSubstr("other contents"));
}

TEST_F(BackupRestoreTest, WhatIsMissingIsNamed) {
  EXPECT_EQ(Why("loaded 0\nsaid ERROR: syntax error\n"), "it does not load: ERROR: syntax error");
  EXPECT_EQ(Why(""), "it does not load: no reason given");
  EXPECT_EQ(Why("loaded 1\n"), "it holds no table notes");
  EXPECT_EQ(Why("loaded 1\ntable 0 99 1:2\ntable 1 7 3:4\n"),
            "it holds 99 of 100 seeded rows of notes");
  context_.recorded_tables.clear();
  EXPECT_EQ(Why(kWhole), "nothing was recorded to compare it with");
}

TEST_F(BackupRestoreTest, NoScratchServerIsNoWordOnTheBackup) {
  host_.When(CommandContains("docker run"), {3, "", "no such image"});
  EXPECT_THAT(RestoreIntoScratch(context_, "db", "/b/1.sql", absl::Seconds(1)),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no such image")));
  host_.When(CommandContains("newest-backup"), {0, std::string("1.0 1.0 9 /b/1.sql\0", 19)});
  BackupProbe probe;
  probe.set_glob("/b/*");
  probe.set_must_not_restore(true);
  EXPECT_EQ(LookAtBackup(context_, probe, absl::Seconds(1)).colour, Observation::Colour::kError);
}

TEST_F(BackupRestoreTest, TheProbeIsGreenForWhatItAsks) {
  const auto colour = [&](bool must_not, const std::string& revision_not, const char* output) {
    BackupProbe probe;
    probe.set_must_not_restore(must_not);
    probe.set_revision_not(revision_not);
    return JudgeBackup(context_, probe, ParseRestored(context_, output)).colour;
  };
  constexpr auto kGreen = Observation::Colour::kGreen;
  constexpr auto kRed = Observation::Colour::kRed;
  EXPECT_EQ(colour(false, "", kWhole), kGreen);
  EXPECT_EQ(colour(true, "", kWhole), kRed);
  EXPECT_EQ(colour(false, "", "loaded 0\n"), kRed);
  EXPECT_EQ(colour(true, "", "loaded 0\n"), kGreen);
  EXPECT_EQ(colour(false, "s48", kWhole), kRed);
  EXPECT_EQ(colour(false, "s47", kWhole), kGreen);
  EXPECT_EQ(colour(false, "s47", "loaded 1\n"), kRed) << "no revision at all is not another one";
}

TEST_F(BackupRestoreTest, WithoutABackupTheProbeIsRed) {
  host_.When(CommandContains("newest-backup"), {0, ""});
  BackupProbe probe;
  probe.set_must_not_restore(true);
  EXPECT_EQ(LookAtBackup(context_, probe, absl::Seconds(1)).colour, Observation::Colour::kRed);
}

}  // namespace
}  // namespace drill
