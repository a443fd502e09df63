#include "harness/database/sqlite_rows.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/database/recorded_keys.h"
#include "harness/database/rows_since.h"
#include "harness/testing/sqlite_directory.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kRows[] =
    "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, mood TEXT);"
    "INSERT INTO notes VALUES (1, 'a', NULL), (2, 'b', 'x'), (3, 'c', 'y');"
    "CREATE TABLE visits (day TEXT, page TEXT);"
    "INSERT INTO visits VALUES ('mon', '/'), ('mon', '/a');";

class SqliteRowsTest : public testing::Test {
 protected:
  // By table: what the recorded rows hold once these statements were run.
  std::map<std::string, TableContents> After(const std::string& change,
                                             const std::string& rows = kRows) {
    const auto recorded = RecordSqliteKeys(here_.Made(rows), absl::Seconds(5));
    EXPECT_THAT(recorded, IsOk());
    const auto read =
        ReadSqliteContents(here_.Made(absl::StrCat(rows, change)), *recorded, absl::Seconds(5));
    EXPECT_THAT(read, IsOk());
    std::map<std::string, TableContents> tables;
    for (const TableContents& one : *read) tables[one.table] = one;
    return tables;
  }

  // By table: the rows that came by these statements.
  std::map<std::string, RowsSince> Came(const std::string& change,
                                        const std::string& rows = kRows) {
    const auto recorded = RecordSqliteKeys(here_.Made(rows), absl::Seconds(5));
    EXPECT_THAT(recorded, IsOk());
    const auto came =
        ReadSqliteRowsSince(here_.Made(absl::StrCat(rows, change)), *recorded, absl::Seconds(5));
    EXPECT_THAT(came, IsOk());
    std::map<std::string, RowsSince> tables;
    for (const RowsSince& one : *came) tables[one.table()] = one;
    return tables;
  }

  SqliteDirectory here_ = SqliteDirectory("sqlite_rows_test");
};

TEST_F(SqliteRowsTest, TheKeysOfEveryTableAreRecorded) {
  const auto recorded = RecordSqliteKeys(here_.Made(kRows), absl::Seconds(5));
  ASSERT_THAT(recorded, IsOk());
  ASSERT_EQ(recorded->size(), 2u);
  EXPECT_EQ((*recorded)[0].table(), "notes");
  EXPECT_EQ((*recorded)[0].rows(), 3);
  EXPECT_EQ((*recorded)[0].hashes().hash_size(), 3);
  EXPECT_EQ((*recorded)[1].table(), "visits");
  EXPECT_EQ((*recorded)[1].one_in(), 1);
}

TEST_F(SqliteRowsTest, HowFarNumbersAndTimesReach) {
  auto tables = After("", R"sql(
      CREATE TABLE agents (name TEXT, tasks, seen TEXT, born TEXT, mixed, half, note);
      INSERT INTO agents VALUES
          ('a', 40, '2001-01-01 00:00:10', '2001-01-01T02:00:00+02:00', 1, '2001-01-01 00:00:00', NULL),
          ('b', -10, '2001-01-01T00:00:20.5', NULL, 'x', 3, NULL);)sql");
  const auto& extents = tables["agents"].extents;
  // 978307200 is the first second of 2001.
  EXPECT_EQ(extents.at("tasks").total, 30);
  EXPECT_FALSE(extents.at("tasks").ahead_seconds.has_value());
  EXPECT_EQ(extents.at("seen").total, 2 * 978307200 + 30.5);
  EXPECT_EQ(extents.at("born").total, 978307200);
  EXPECT_LT(*extents.at("seen").ahead_seconds, -20e6);
  EXPECT_EQ(tables["agents"].latest.size(), 2U);
  EXPECT_EQ(tables["agents"].latest.count("born"), 1U);
  for (const char* const neither : {"name", "mixed", "half", "note"})
    EXPECT_EQ(extents.count(neither), 0U) << neither;
}

TEST_F(SqliteRowsTest, NewRowsReachByThemselves) {
  auto tables =
      After("INSERT INTO seen VALUES ('2999-01-01 00:00:00')",
            "CREATE TABLE seen (at TEXT); INSERT INTO seen VALUES ('2001-01-01 00:00:00');");
  EXPECT_GT(tables["seen"].latest.at("at"), 20e6) << "the new row";
  EXPECT_LT(*tables["seen"].extents.at("at").ahead_seconds, -20e6) << "the recorded one";
}

TEST_F(SqliteRowsTest, WhatTheNewestRowsHold) {
  constexpr char kKeyed[] =
      "CREATE TABLE keyed (id TEXT PRIMARY KEY, kind TEXT);"
      "INSERT INTO keyed VALUES ('a', 'odd');"
      "CREATE TABLE unnumbered (id TEXT PRIMARY KEY, kind TEXT) WITHOUT ROWID;"
      "INSERT INTO unnumbered VALUES ('a', 'odd');";
  constexpr char kMore[] =
      "INSERT INTO keyed VALUES ('z', 'other'), ('y', 'odd'), ('x', 'odd'), ('f', 'odd'), "
      "('e', 'odd'), ('d', '');"
      "INSERT INTO unnumbered SELECT * FROM keyed WHERE id > 'a';";
  auto tables = After(kMore, kKeyed);
  ASSERT_EQ(tables["keyed"].newest.count("kind"), 1U);
  EXPECT_EQ(tables["keyed"].newest["kind"].unknown, 1) << "of the last five to come";
  EXPECT_EQ(tables["keyed"].newest["kind"].empty, 1);
  EXPECT_TRUE(tables["unnumbered"].newest.empty());
}

TEST_F(SqliteRowsTest, WhatCameSinceIsKnownAgain) {
  EXPECT_EQ(Came("")["notes"].key_size(), 0);
  constexpr char kTwo[] = "INSERT INTO notes VALUES (4, 'd', 'z'), (5, 'e', NULL);";
  const RowsSince before = Came(kTwo)["notes"];
  EXPECT_THAT(before.column(), ElementsAre("id", "text", "mood"));
  ASSERT_EQ(before.key_size(), 2);
  ASSERT_EQ(before.value_size(), 6);
  const RowsSince after =
      Came(absl::StrCat(kTwo, "UPDATE notes SET mood = 'y' WHERE id > 3"))["notes"];
  EXPECT_THAT(after.key(), ElementsAre(before.key(0), before.key(1)));
  for (const int column : {0, 1, 3, 4}) EXPECT_EQ(after.value(column), before.value(column));
  for (const int mood : {2, 5}) EXPECT_NE(after.value(mood), before.value(mood));
}

TEST_F(SqliteRowsTest, OfVeryManyThatCameSinceThoseWithTheLowestHashesAreNoted) {
  const auto came = [this](int rows) {
    return Came(
        absl::StrCat("WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n LIMIT ", rows,
                     ") INSERT INTO notes SELECT i, 'n', NULL FROM n"))["notes"];
  };
  EXPECT_FALSE(came(kMostRowsSince).cut_off());
  const RowsSince more = came(kMostRowsSince + 1);
  EXPECT_TRUE(more.cut_off());
  EXPECT_EQ(more.key_size(), kMostRowsSince);
  EXPECT_TRUE(std::is_sorted(more.key().begin(), more.key().end()));
}

TEST_F(SqliteRowsTest, WhatCameSinceIsCountedAndNotRead) {
  auto before = After("");
  auto after =
      After("INSERT INTO notes VALUES (4, 'd', 'z'); INSERT INTO visits VALUES ('tue', '/')");
  EXPECT_EQ(after["notes"].rows, 3);
  EXPECT_EQ(after["notes"].rows_since, 1);
  EXPECT_EQ(after["visits"].rows, 2);
  EXPECT_EQ(after["visits"].rows_since, 1);
  EXPECT_EQ(after["notes"].columns, before["notes"].columns);
}

TEST_F(SqliteRowsTest, AChangedAndAnExchangedValueAreSeenInTheirColumn) {
  auto before = After("");
  auto changed = After("UPDATE notes SET text = 'z' WHERE id = 1");
  EXPECT_NE(changed["notes"].columns["text"], before["notes"].columns["text"]);
  EXPECT_EQ(changed["notes"].columns["mood"], before["notes"].columns["mood"]);
  auto exchanged =
      After("UPDATE notes SET text = CASE id WHEN 1 THEN 'b' ELSE 'a' END WHERE id < 3");
  EXPECT_NE(exchanged["notes"].columns["text"], before["notes"].columns["text"]);
  EXPECT_EQ(exchanged["notes"].rows, 3);
  auto null = After("UPDATE notes SET mood = 'NULL' WHERE id = 1");
  EXPECT_NE(null["notes"].columns["mood"], before["notes"].columns["mood"]);
}

TEST_F(SqliteRowsTest, ColumnsThatAreMostlyEmptyAreTold) {
  EXPECT_THAT(After("")["notes"].mostly_empty, IsEmpty());
  EXPECT_THAT(After("UPDATE notes SET mood = '' WHERE id = 2")["notes"].mostly_empty,
              ElementsAre("mood"));
  EXPECT_THAT(After("UPDATE notes SET text = 0 WHERE id < 3")["notes"].mostly_empty,
              ElementsAre("text"));
  EXPECT_THAT(After("INSERT INTO notes VALUES (4, '', ''), (5, '', '')")["notes"].mostly_empty,
              IsEmpty())
      << "new rows";
}

TEST_F(SqliteRowsTest, AMissingRowAndAChangedOneWithoutKeyAreMissing) {
  EXPECT_EQ(After("DELETE FROM notes WHERE id = 2")["notes"].rows, 2);
  auto after = After("UPDATE visits SET page = '/b' WHERE page = '/'");
  EXPECT_EQ(after["visits"].rows, 1);
  EXPECT_EQ(after["visits"].rows_since, 1);
}

TEST_F(SqliteRowsTest, ATableThatIsNewIsNotRead) {
  auto after = After("CREATE TABLE other (a); INSERT INTO other VALUES (1)");
  EXPECT_FALSE(after["other"].recorded);
  EXPECT_TRUE(after["notes"].recorded);
}

TEST_F(SqliteRowsTest, OfVeryManyRowsASampleIsRecorded) {
  const std::string rows = absl::StrCat(
      "CREATE TABLE many (id INTEGER PRIMARY KEY, text TEXT); WITH RECURSIVE n(i) AS (SELECT 1 "
      "UNION ALL SELECT i + 1 FROM n WHERE i < ",
      2 * kMostKeys, ") INSERT INTO many SELECT i, 'text ' || i FROM n;");
  const auto recorded = RecordSqliteKeys(here_.Made(rows), absl::Seconds(5));
  ASSERT_THAT(recorded, IsOk());
  EXPECT_EQ((*recorded)[0].rows(), 2 * kMostKeys);
  EXPECT_EQ((*recorded)[0].one_in(), 2);
  EXPECT_LT((*recorded)[0].hashes().hash_size(), kMostKeys * 11 / 10);
  EXPECT_GT((*recorded)[0].hashes().hash_size(), kMostKeys * 9 / 10);
  auto after = After("DELETE FROM many WHERE id % 2 = 0", rows);
  EXPECT_LT(after["many"].rows, (*recorded)[0].hashes().hash_size());
  EXPECT_EQ(after["many"].rows_since, 0);
  EXPECT_EQ(After("INSERT INTO many (text) VALUES ('a'), ('b')", rows)["many"].rows_since, 2);
  EXPECT_EQ(Came("", rows)["many"].key_size(), 0);
  const int came =
      Came("INSERT INTO many (text) SELECT text FROM many LIMIT 400", rows)["many"].key_size();
  EXPECT_GT(came, 120) << "of every second one it is known";
  EXPECT_LT(came, 280);
}

TEST_F(SqliteRowsTest, NamesMayHoldQuotes) {
  auto after =
      After("", "CREATE TABLE \"a\"\"b\" (\"c\"\"d\" TEXT); INSERT INTO \"a\"\"b\" VALUES ('x');");
  EXPECT_EQ(after["a\"b"].rows, 1);
  EXPECT_EQ(after["a\"b"].columns.count("c\"d"), 1u);
}

}  // namespace
}  // namespace drill
