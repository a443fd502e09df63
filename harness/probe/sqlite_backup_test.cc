#include "harness/probe/sqlite_backup.h"

#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/probe/restore_backup.h"
#include "harness/testing/local_host.h"
#include "harness/testing/sqlite_directory.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SqliteBackupTest : public ::testing::Test {
 protected:
  SqliteBackupTest() {
    context_.host = &host_;
    context_.database_file = "/memory.db";
    context_.revision_query = "PRAGMA user_version";
    SeededTable& table = context_.seeded_tables.emplace_back();
    table.set_table("notes");
    table.add_columns("id");
    table.add_columns("text");
    SqliteApplication(here_.PathOf("good.db"))
        .Run(
            "PRAGMA user_version = 7; CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);"
            "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
            "INSERT INTO notes SELECT i, 'note ' || i FROM n");
    const auto good = Read("/good.db");
    context_.recorded_tables["1.0"] = good.tables;
  }

  RestoredBackup Read(const std::string& path) {
    const auto restored = RestoreBackup(context_, BackupRestore(), path, absl::Seconds(10));
    EXPECT_THAT(restored, IsOk());
    return restored.ok() ? *restored : RestoredBackup();
  }
  std::string Why(const std::string& path) { return WhyNotRestorable(context_, Read(path)); }

  const SqliteDirectory here_ = SqliteDirectory("sqlite_backup_test");
  LocalHost host_ = LocalHost(here_.path());
  ProbeContext context_;
};

TEST_F(SqliteBackupTest, AWholeCopyHasItsRowsAndItsRevision) {
  const RestoredBackup restored = Read("/good.db");
  EXPECT_TRUE(restored.loaded);
  EXPECT_EQ(restored.said, "");
  EXPECT_EQ(restored.revision, "7");
  ASSERT_EQ(restored.tables.size(), 1u);
  EXPECT_EQ(restored.tables[0].rows(), 2000);
  EXPECT_EQ(Why("/good.db"), "");
}

TEST_F(SqliteBackupTest, ACopyThatWasCutOffDoesNotLoad) {
  const auto bytes = ReadFile(here_.PathOf("good.db"));
  ASSERT_THAT(bytes, IsOk());
  ASSERT_THAT(WriteFile(here_.PathOf("cut.db"), bytes->substr(0, bytes->size() / 2)), IsOk());
  EXPECT_THAT(Why("/cut.db"), HasSubstr("it does not load: "));
  ASSERT_THAT(WriteFile(here_.PathOf("text.db"), std::string(9000, 'x')), IsOk());
  EXPECT_THAT(Why("/text.db"), HasSubstr("not a database"));
}

TEST_F(SqliteBackupTest, DamagedPagesAreFound) {
  auto bytes = ReadFile(here_.PathOf("good.db"));
  ASSERT_THAT(bytes, IsOk());
  // The second page: it begins a tree of the table.
  for (size_t i = 4096; i < 4196; ++i) (*bytes)[i] = '\x55';
  ASSERT_THAT(WriteFile(here_.PathOf("bad.db"), *bytes), IsOk());
  const RestoredBackup restored = Read("/bad.db");
  EXPECT_FALSE(restored.loaded);
  EXPECT_NE(restored.said, "");
  EXPECT_THAT(restored.said, Not(HasSubstr("\n")));
}

TEST_F(SqliteBackupTest, AWholeCopyOfOtherRowsIsWorthNothing) {
  SqliteApplication(here_.PathOf("other.db"))
      .Run(
          "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO notes VALUES (1, "
          "'another')");
  EXPECT_THAT(Why("/other.db"), HasSubstr("1 of 2000 seeded rows of notes"));
  SqliteApplication(here_.PathOf("empty.db")).Run("CREATE TABLE t (a)");
  EXPECT_EQ(Why("/empty.db"), "it holds no table notes");
}

TEST_F(SqliteBackupTest, WhatIsNotThereDoesNotLoad) {
  EXPECT_THAT(Why("/gone/memory.db"), HasSubstr("it does not load: "));
  EXPECT_THAT(Why("/gone.db"), HasSubstr("it does not load: "));
}

}  // namespace
}  // namespace drill
