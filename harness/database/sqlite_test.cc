#include "harness/database/sqlite.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/sqlite_directory.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAreArray;

class SqliteTest : public testing::Test {
 protected:
  SqliteFile File() const { return here_.File("memory.db"); }
  std::string PathOf(const std::string& name) const { return here_.PathOf(name); }

  absl::StatusOr<std::string> Value(const std::string& statement) const {
    const auto rows = QuerySqlite(File(), statement, absl::Seconds(5));
    return rows.ok() ? OnlyValue(*rows) : rows.status();
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(here_.path()))
      names.push_back(entry.path().filename().string());
    return names;
  }

  const SqliteDirectory here_ = SqliteDirectory("sqlite_test");
};

TEST_F(SqliteTest, CellsAreText) {
  SqliteApplication(PathOf("memory.db"))
      .Run("CREATE TABLE t (a, b, c); INSERT INTO t VALUES (1, 'x', NULL), (2.5, '', 'y')");
  const auto rows = QuerySqlite(File(), "SELECT * FROM t ORDER BY a", absl::Seconds(5));
  ASSERT_THAT(rows, IsOk());
  EXPECT_THAT(*rows, ElementsAre(SqlRow{"1", "x", std::nullopt}, SqlRow{"2.5", "", "y"}));
  EXPECT_THAT(Value("SELECT count(*) FROM t"), IsOkAndHolds("2"));
  EXPECT_THAT(Value("SELECT NULL"), IsOkAndHolds("NULL"));
}

TEST_F(SqliteTest, WhatTheWriteAheadLogHoldsIsSeenAndNothingIsLeftThere) {
  SqliteApplication application(PathOf("memory.db"));
  application.Run("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  const std::vector<std::string> before = Names();
  EXPECT_THAT(Value("SELECT count(*) FROM t"), IsOkAndHolds("1"));
  application.Run("INSERT INTO t VALUES (2)");
  EXPECT_THAT(Value("SELECT count(*) FROM t"), IsOkAndHolds("2"));
  EXPECT_THAT(Names(), UnorderedElementsAreArray(before));
}

TEST_F(SqliteTest, ALogThatWasLeftBehindIsAppliedToACopy) {
  {
    SqliteApplication application(PathOf("live.db"));
    application.Run("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    // As a machine that lost its power leaves them: without the index in shared memory.
    for (const char* end : {"", "-wal"})
      std::filesystem::copy_file(PathOf(absl::StrCat("live.db", end)),
                                 PathOf(absl::StrCat("memory.db", end)));
  }
  const std::vector<std::string> before = Names();
  EXPECT_THAT(Value("SELECT count(*) FROM t"), IsOkAndHolds("1"));
  EXPECT_THAT(Names(), UnorderedElementsAreArray(before));
}

TEST_F(SqliteTest, ADatabaseThatNobodyHasOpenIsRead) {
  SqliteApplication(PathOf("memory.db"))
      .Run("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (7)");
  EXPECT_THAT(Names(), ElementsAre("memory.db"));
  EXPECT_THAT(Value("SELECT a FROM t"), IsOkAndHolds("7"));
  EXPECT_THAT(Names(), ElementsAre("memory.db"));
}

TEST_F(SqliteTest, AWriterIsNotHeldUp) {
  SqliteApplication application(PathOf("memory.db"));
  application.Run("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  EXPECT_THAT(Value("SELECT count(*) FROM t"), IsOkAndHolds("1"));
  application.Run("INSERT INTO t VALUES (2)");
}

TEST_F(SqliteTest, ADatabaseThatStaysLockedIsUnavailable) {
  SqliteApplication application(PathOf("memory.db"));
  application.Run("CREATE TABLE t (a); BEGIN EXCLUSIVE; INSERT INTO t VALUES (1)");
  EXPECT_THAT(QuerySqlite(File(), "SELECT * FROM t", absl::Milliseconds(200)),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("locked")));
}

TEST_F(SqliteTest, OnlyReadingStatementsAreRun) {
  SqliteApplication(PathOf("memory.db")).Run("CREATE TABLE t (a)");
  for (const std::string& statement :
       {std::string("INSERT INTO t VALUES (1)"), std::string("DROP TABLE t"),
        "ATTACH '" + PathOf("other.db") + "' AS other", std::string("PRAGMA journal_mode = WAL"),
        std::string("PRAGMA user_version = 7"), std::string("CREATE TEMP TABLE u (a)"),
        std::string("VACUUM INTO '/tmp/copy.db'")})
    EXPECT_THAT(Value(statement), StatusIs(absl::StatusCode::kFailedPrecondition)) << statement;
  EXPECT_THAT(Value("SELECT 1; SELECT 2"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("one statement")));
  EXPECT_THAT(Value(""), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Names(), ElementsAre("memory.db"));
}

TEST_F(SqliteTest, PragmasThatTellSomethingAreRun) {
  SqliteApplication(PathOf("memory.db")).Run("PRAGMA user_version = 3; CREATE TABLE t (a)");
  EXPECT_THAT(Value("PRAGMA user_version"), IsOkAndHolds("3"));
  EXPECT_THAT(Value("PRAGMA integrity_check"), IsOkAndHolds("ok"));
  EXPECT_THAT(Value("SELECT count(*) FROM pragma_table_info('t')"), IsOkAndHolds("1"));
}

TEST_F(SqliteTest, ASlowStatementEnds) {
  SqliteApplication(PathOf("memory.db")).Run("CREATE TABLE t (a)");
  EXPECT_THAT(QuerySqlite(File(),
                          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                          "SELECT count(*) FROM n",
                          absl::Milliseconds(100)),
              StatusIs(absl::StatusCode::kDeadlineExceeded, HasSubstr("/app/data/memory.db")));
}

TEST_F(SqliteTest, WhatIsNoDatabaseIsSaidToBeNone) {
  EXPECT_THAT(Value("SELECT 1"), StatusIs(absl::StatusCode::kUnavailable,
                                          HasSubstr("/app/data/memory.db: No such file")));
  ASSERT_THAT(WriteFile(PathOf("memory.db"), std::string(4096, 'x')), IsOk());
  EXPECT_THAT(Value("SELECT count(*) FROM sqlite_schema"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("not a database")));
}

TEST_F(SqliteTest, ALinkIsNotFollowed) {
  SqliteApplication(PathOf("elsewhere.db")).Run("CREATE TABLE t (a)");
  std::filesystem::create_symlink(PathOf("elsewhere.db"), PathOf("memory.db"));
  EXPECT_THAT(Value("SELECT count(*) FROM t"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("is no file")));
  std::filesystem::remove(PathOf("memory.db"));
  SqliteApplication(PathOf("memory.db")).Run("CREATE TABLE t (a)");
  std::filesystem::create_symlink(PathOf("elsewhere.db"), PathOf("memory.db-wal"));
  EXPECT_THAT(Value("SELECT count(*) FROM t"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("-wal is no file")));
}

TEST_F(SqliteTest, ANameMayHoldWhatAUriMeansOtherwise) {
  SqliteApplication(PathOf("a?b#c%d.db")).Run("CREATE TABLE t (a); INSERT INTO t VALUES (4)");
  const auto rows = QuerySqlite(here_.File("a?b#c%d.db"), "SELECT a FROM t", absl::Seconds(5));
  ASSERT_THAT(rows, IsOk());
  EXPECT_THAT(*rows, ElementsAre(SqlRow{"4"}));
}

// A query that is under way while the application closes its database: read as QuerySqlite() reads.
TEST(SqliteReaderTest, AReaderDoesNotKeepAnApplicationFromEmptyingItsLog) {
  const SqliteDirectory here("sqlite_test_closing");
  auto application = std::make_unique<SqliteApplication>(here.PathOf("a.db"));
  application->Run("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)");
  ASSERT_TRUE(std::filesystem::exists(here.PathOf("a.db-wal")));
  EXPECT_THAT(QuerySqlite(here.File("a.db"), "SELECT count(*) FROM t", absl::Seconds(5)), IsOk());

  sqlite3* reader = nullptr;
  const std::string uri = absl::StrCat("file:", here.PathOf("a.db"), "?readonly_shm=1");
  ASSERT_EQ(sqlite3_open_v2(uri.c_str(), &reader, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                            "rollback-drill"),
            SQLITE_OK);
  sqlite3_stmt* statement = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(reader, "SELECT a FROM t", -1, &statement, nullptr), SQLITE_OK);
  ASSERT_EQ(sqlite3_step(statement), SQLITE_ROW);
  application.reset();
  EXPECT_FALSE(std::filesystem::exists(here.PathOf("a.db-wal")));
  EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW) << "the snapshot is whole still";
  EXPECT_EQ(sqlite3_column_int(statement, 0), 2);
  sqlite3_finalize(statement);
  sqlite3_close(reader);
  EXPECT_THAT(QuerySqlite(here.File("a.db"), "SELECT count(*) FROM t", absl::Seconds(5)), IsOk());
}

}  // namespace
}  // namespace drill
