#include "harness/database/sqlite_checksum.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/sqlite_directory.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

constexpr char kRows[] =
    "CREATE TABLE t (id INTEGER, text TEXT, since TEXT);"
    "INSERT INTO t VALUES (1, 'a', NULL), (2, 'b', '2025'), (3, 'c', '2026');";

class SqliteChecksumTest : public testing::Test {
 protected:
  SqliteChecksumTest() {
    table_.set_table("t");
    table_.set_where("id < 3");
    table_.add_columns("text");
    table_.add_columns("since");
  }

  // Of a new database with the rows, changed by these statements.
  absl::StatusOr<TableFacts> Of(const std::string& change) {
    return ChecksumSqliteTable(here_.Made(absl::StrCat(kRows, change)), table_, absl::Seconds(5));
  }

  std::string ChecksumOf(const std::string& change) {
    const auto facts = Of(change);
    EXPECT_THAT(facts, IsOk());
    return facts.ok() ? facts->checksum() : "";
  }

  SqliteDirectory here_ = SqliteDirectory("sqlite_checksum_test");
  SeededTable table_;
};

TEST_F(SqliteChecksumTest, TheChosenRowsAreCounted) {
  const auto facts = Of("");
  ASSERT_THAT(facts, IsOk());
  EXPECT_EQ(facts->table(), "t");
  EXPECT_EQ(facts->rows(), 2);
}

TEST_F(SqliteChecksumTest, OrderAndOtherRowsMakeNoDifference) {
  EXPECT_EQ(ChecksumOf("DELETE FROM t WHERE id = 1; INSERT INTO t VALUES (1, 'a', NULL)"),
            ChecksumOf(""));
  EXPECT_EQ(ChecksumOf("UPDATE t SET text = 'z' WHERE id = 3"), ChecksumOf(""));
}

TEST_F(SqliteChecksumTest, AnyOtherChangeOfTheRowsIsSeen) {
  const std::string before = ChecksumOf("");
  for (const char* change :
       {"UPDATE t SET text = 'z' WHERE id = 1", "UPDATE t SET since = 'NULL' WHERE id = 1",
        "UPDATE t SET since = 2025 WHERE id = 2; CREATE TABLE u AS SELECT id, text, 2025 AS since "
        "FROM t; DROP TABLE t; ALTER TABLE u RENAME TO t",
        "DELETE FROM t WHERE id = 1", "INSERT INTO t VALUES (1, 'a', NULL)",
        "INSERT INTO t VALUES (1, 'a', NULL), (1, 'a', NULL)"})
    EXPECT_NE(ChecksumOf(change), before) << change;
}

TEST_F(SqliteChecksumTest, ATableWithoutColumnsAndOneThatIsNotThereAreErrors) {
  EXPECT_THAT(Of("DROP TABLE t"), StatusIs(absl::StatusCode::kFailedPrecondition));
  table_.clear_columns();
  EXPECT_THAT(Of(""), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace drill
