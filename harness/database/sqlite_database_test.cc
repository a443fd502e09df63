#include "harness/database/sqlite_database.h"

#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/sqlite_directory.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr absl::Duration kLimit = absl::Seconds(5);

class SqliteDatabaseTest : public testing::Test {
 protected:
  std::map<std::string, std::string> CatalogOf(const std::string& sql) {
    const auto lines = SqliteDatabase(here_.Made(sql)).Catalog(kLimit);
    EXPECT_THAT(lines, IsOk());
    std::map<std::string, std::string> catalog;
    for (const CatalogLine& line : *lines) catalog[line.field] = line.value;
    return catalog;
  }

  SqliteDirectory here_ = SqliteDirectory("sqlite_database_test");
};

TEST_F(SqliteDatabaseTest, OneFileIsReadInEveryWay) {
  SqliteDatabase database(here_.Made("CREATE TABLE t (a); INSERT INTO t VALUES (7)"));
  EXPECT_THAT(database.Value("SELECT a FROM t", kLimit), IsOkAndHolds("7"));
  EXPECT_THAT(database.Value("SELECT 1, 2", kLimit), StatusIs(absl::StatusCode::kOutOfRange));
  const auto schema = database.Schema(kLimit);
  ASSERT_THAT(schema, IsOk());
  EXPECT_THAT(schema->text, HasSubstr("table t\n"));
  SeededTable table;
  table.set_table("t");
  table.add_columns("a");
  const auto facts = database.Checksum(table, kLimit);
  ASSERT_THAT(facts, IsOk());
  EXPECT_EQ(facts->rows(), 1);
  const auto keys = database.Keys(kLimit);
  ASSERT_THAT(keys, IsOk());
  const auto contents = database.Contents(*keys, kLimit);
  ASSERT_THAT(contents, IsOk());
  EXPECT_EQ(contents->front().rows, 1);
}

TEST_F(SqliteDatabaseTest, TheCatalogTellsWhatTheHeaderSays) {
  const auto catalog = CatalogOf("PRAGMA user_version = 3; CREATE TABLE t (a)");
  EXPECT_EQ(catalog.at("user version"), "3");
  EXPECT_EQ(catalog.at("encoding"), "UTF-8");
  EXPECT_EQ(catalog.at("integrity"), "ok");
  EXPECT_EQ(catalog.at("rows without what they refer to"), "0");
}

TEST_F(SqliteDatabaseTest, RowsThatReferToNothingAreCounted) {
  const auto catalog = CatalogOf(
      "CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE u (t INTEGER REFERENCES t (id));"
      "INSERT INTO u VALUES (1), (2)");
  EXPECT_EQ(catalog.at("rows without what they refer to"), "2");
}

TEST_F(SqliteDatabaseTest, AnIndexThatLacksARowIsNotWhole) {
  const auto catalog = CatalogOf(
      "CREATE TABLE t (a); CREATE INDEX i ON t (a); INSERT INTO t VALUES (1), (2);"
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON t (a) WHERE "
      "a "
      "> 1' WHERE name = 'i'; PRAGMA writable_schema = OFF");
  EXPECT_NE(catalog.at("integrity"), "ok");
}

}  // namespace
}  // namespace drill
