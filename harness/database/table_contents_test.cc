#include "harness/database/table_contents.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/database/recorded_keys.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

class TableContentsTest : public SharedPostgresTest {
 protected:
  void SetUpWithServer() override {
    Execute(R"sql(
      DROP SCHEMA public CASCADE; CREATE SCHEMA public;
      CREATE TABLE notes (id bigserial PRIMARY KEY, body text, seen timestamptz);
      INSERT INTO notes (body, seen) SELECT 'note ' || i, now() FROM generate_series(1, 20) i;
      CREATE TABLE messages (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), model text);
      INSERT INTO messages (model) SELECT 'small' FROM generate_series(1, 20);
      CREATE TABLE tags (note bigint, tag text, PRIMARY KEY (note, tag));
      INSERT INTO tags VALUES (1, 'a'), (2, 'b');
      CREATE TABLE lines (line text);
      INSERT INTO lines VALUES ('one'), ('two');
      CREATE TABLE many (id bigserial PRIMARY KEY, body text);
      INSERT INTO many (body) SELECT 'body ' || i FROM generate_series(1, 20001) i;
      CREATE TABLE crowd (id uuid PRIMARY KEY, body text);
      INSERT INTO crowd SELECT gen_random_uuid(), 'body ' || i FROM generate_series(1, 20001) i;
      CREATE TABLE "Odd "" name" ("a b" int, drilled int);
      INSERT INTO "Odd "" name" VALUES (1, 2);)sql");
    const auto recorded = RecordKeys(login(), absl::Seconds(20));
    ASSERT_THAT(recorded, IsOk());
    recorded_ = *recorded;
  }

  std::map<std::string, std::string> Read() {
    const auto contents = ReadTableContents(login(), recorded_, absl::Seconds(20));
    EXPECT_THAT(contents, IsOk());
    std::map<std::string, std::string> all;
    if (!contents.ok()) return all;
    for (const TableContents& table : *contents) {
      all[table.table] = table.recorded ? absl::StrCat(table.rows, table.not_read) : "new";
      if (table.rows_since.value_or(0) > 0)
        all[absl::StrCat(table.table, "+")] = absl::StrCat(*table.rows_since);
      for (const auto& [column, digest] : table.columns)
        all[absl::StrCat(table.table, " ", column)] = digest;
    }
    return all;
  }

  // "public.notes body", for everything that is not as it was before the statement.
  std::vector<std::string> After(const std::string& sql) {
    const std::map<std::string, std::string> before = Read();
    Execute(sql);
    std::vector<std::string> changed;
    for (const auto& [name, value] : Read()) {
      const auto was = before.find(name);
      if (was == before.end() || was->second != value) changed.push_back(name);
    }
    return changed;
  }

  std::vector<RecordedKeys> recorded_;
};

TEST_F(TableContentsTest, AllRecordedRowsAreThere) {
  const auto all = Read();
  EXPECT_EQ(all.at("public.notes"), "20");
  EXPECT_EQ(all.at("public.messages"), "20");
  EXPECT_EQ(all.at("public.lines"), "2");
  EXPECT_EQ(all.at("public.many"), "20001");
  EXPECT_EQ(all.at("public.Odd \" name"), "1");
}

TEST_F(TableContentsTest, TheSameReadsTheSame) {
  EXPECT_THAT(After("VACUUM FULL notes"), IsEmpty());
  EXPECT_THAT(After("UPDATE notes SET body = body"), IsEmpty());
  EXPECT_THAT(
      After("CREATE TABLE copy AS TABLE lines; TRUNCATE lines; INSERT INTO lines TABLE copy; "
            "DROP TABLE copy"),
      IsEmpty());
}

TEST_F(TableContentsTest, RowsThatCameSinceAreCountedByThemselves) {
  Execute(
      "INSERT INTO notes (body) VALUES ('later');"
      "INSERT INTO messages (model) VALUES ('later'), ('later');"
      "INSERT INTO many (body) VALUES ('later');"
      "INSERT INTO crowd VALUES (gen_random_uuid(), 'later');"
      "INSERT INTO lines VALUES ('later')");
  const auto all = Read();
  EXPECT_EQ(all.at("public.notes+"), "1");
  EXPECT_EQ(all.at("public.notes"), "20");
  EXPECT_EQ(all.at("public.messages+"), "2");
  EXPECT_EQ(all.at("public.many+"), "1");
  EXPECT_EQ(all.at("public.lines+"), "1");
  // Which rows of a sample are new cannot be told without a number, but how many more there are.
  EXPECT_EQ(all.at("public.crowd+"), "1");
}

TEST_F(TableContentsTest, ARowThatTookTheKeyOfAnotherIsNotNew) {
  EXPECT_THAT(After("UPDATE notes SET body = 'other' WHERE id = 3"),
              ElementsAre("public.notes body"));
  EXPECT_THAT(After("UPDATE notes SET id = 21 WHERE id = 3"), Contains("public.notes+"));
}

TEST_F(TableContentsTest, AChangedColumnIsSeenAlone) {
  EXPECT_THAT(After("UPDATE notes SET body = NULL"), ElementsAre("public.notes body"));
  EXPECT_THAT(After("UPDATE notes SET body = ''"), ElementsAre("public.notes body"));
  EXPECT_THAT(
      After("UPDATE messages SET model = 'large' WHERE id = (SELECT id FROM messages LIMIT 1)"),
      ElementsAre("public.messages model"));
  EXPECT_THAT(After("UPDATE many SET body = '' WHERE id > 10000"), ElementsAre("public.many body"));
  EXPECT_THAT(After("UPDATE crowd SET body = ''"), ElementsAre("public.crowd body"));
}

TEST_F(TableContentsTest, ColumnsThatAreMostlyEmptyAreTold) {
  const auto empty = [&](const std::string& sql) {
    Execute(sql);
    const auto contents = ReadTableContents(login(), recorded_, absl::Seconds(20));
    EXPECT_THAT(contents, IsOk());
    std::set<std::string> columns;
    for (const TableContents& one : *contents)
      for (const std::string& column : one.mostly_empty)
        columns.insert(absl::StrCat(one.table, " ", column));
    return columns;
  };
  EXPECT_THAT(empty("SELECT 1"), IsEmpty());
  EXPECT_THAT(empty("UPDATE notes SET seen = NULL WHERE id > 5"), ElementsAre("public.notes seen"));
  EXPECT_THAT(empty("UPDATE notes SET body = CASE WHEN id > 5 THEN '' END"),
              ElementsAre("public.notes body", "public.notes seen"));
  EXPECT_THAT(empty("UPDATE notes SET seen = now() WHERE id > 5; UPDATE notes SET body = id"),
              IsEmpty());
  EXPECT_THAT(empty("UPDATE notes SET body = '0' WHERE id <= 10"), IsEmpty()) << "half of them";
  EXPECT_THAT(empty("INSERT INTO notes (body) SELECT '' FROM generate_series(1, 90)"), IsEmpty())
      << "new rows";
}

TEST_F(TableContentsTest, HowFarNumbersAndTimesReach) {
  const auto extents = [&](const std::string& sql) {
    Execute(sql);
    const auto contents = ReadTableContents(login(), recorded_, absl::Seconds(20));
    EXPECT_THAT(contents, IsOk());
    std::map<std::string, ColumnExtent> columns;
    for (const TableContents& one : *contents)
      for (const auto& [column, extent] : one.extents)
        columns[absl::StrCat(one.table, " ", column)] = extent;
    return columns;
  };
  auto columns = extents("UPDATE notes SET seen = '2001-01-01 00:00:01+00'");
  // 978307200 is the first second of 2001.
  EXPECT_EQ(columns.at("public.notes seen").total, 20 * 978307201.0);
  EXPECT_LT(*columns.at("public.notes seen").ahead_seconds, -20e6);
  EXPECT_EQ(columns.at("public.notes id").total, 210);
  EXPECT_FALSE(columns.at("public.notes id").ahead_seconds.has_value());
  EXPECT_EQ(columns.count("public.notes body"), 0U);
  EXPECT_EQ(columns.at("public.Odd \" name a b").total, 1);

  columns = extents("INSERT INTO notes (seen) VALUES ('2999-01-01')");
  EXPECT_LT(*columns.at("public.notes seen").ahead_seconds, 0) << "a new row";
  columns = extents("UPDATE notes SET seen = now() + interval '2 hours' WHERE id = 3");
  EXPECT_NEAR(*columns.at("public.notes seen").ahead_seconds, 7200, 60);
  columns = extents("UPDATE notes SET seen = 'infinity' WHERE id = 3");
  EXPECT_EQ(columns.count("public.notes seen"), 0U);
  columns = extents("UPDATE notes SET seen = NULL");
  EXPECT_EQ(columns.count("public.notes seen"), 0U) << "nothing in it";
}

TEST_F(TableContentsTest, TheLatestTimeOfAllRowsIsTold) {
  const auto latest = [&](const std::string& sql) {
    Execute(sql);
    const auto contents = ReadTableContents(login(), recorded_, absl::Seconds(20));
    EXPECT_THAT(contents, IsOk());
    std::map<std::string, double> columns;
    for (const TableContents& one : *contents)
      for (const auto& [column, ahead] : one.latest)
        columns[absl::StrCat(one.table, " ", column)] = ahead;
    return columns;
  };
  EXPECT_THAT(latest("UPDATE notes SET seen = now() - interval '1 day'"),
              ElementsAre(Pair("public.notes seen", DoubleNear(-86400, 60))));
  EXPECT_THAT(latest("INSERT INTO notes (seen) VALUES (now() + interval '1 hour'), (NULL)"),
              ElementsAre(Pair("public.notes seen", DoubleNear(3600, 60))));
  EXPECT_THAT(latest("UPDATE notes SET seen = NULL"), IsEmpty());
}

TEST_F(TableContentsTest, ExchangedValuesAreSeen) {
  EXPECT_THAT(After("UPDATE notes SET body = CASE id WHEN 1 THEN 'note 2' ELSE 'note 1' END "
                    "WHERE id <= 2"),
              ElementsAre("public.notes body"));
}

TEST_F(TableContentsTest, AMissingRowIsSeen) {
  EXPECT_THAT(
      After("DELETE FROM notes WHERE id = 7"),
      ElementsAre("public.notes", "public.notes body", "public.notes id", "public.notes seen"));
  EXPECT_THAT(After("DELETE FROM messages WHERE id = (SELECT id FROM messages LIMIT 1)"),
              Contains("public.messages"));
  EXPECT_THAT(After("DELETE FROM tags WHERE note = 2"), Contains("public.tags"));
  EXPECT_THAT(After("DELETE FROM many WHERE id = 10"), Contains("public.many"));
  EXPECT_THAT(After("DELETE FROM crowd WHERE body < 'body 3'"), Contains("public.crowd"));
}

TEST_F(TableContentsTest, ARowThatStandsThereTwiceIsSeen) {
  EXPECT_THAT(After("INSERT INTO lines VALUES ('one')"),
              ElementsAre("public.lines", "public.lines line"));
}

TEST_F(TableContentsTest, ATableOfAnotherNameIsReadToo) {
  EXPECT_THAT(After(R"(UPDATE "Odd "" name" SET "a b" = 3)"), Contains("public.Odd \" name"));
}

TEST_F(TableContentsTest, OfANewTableNoRowIsLookedAt) {
  Execute("CREATE TABLE later (id int); INSERT INTO later VALUES (1)");
  EXPECT_EQ(Read().at("public.later"), "new");
}

TEST_F(TableContentsTest, WhatIsNotReadSaysWhy) {
  recorded_.front().set_not_recorded("for a reason");
  EXPECT_THAT(Read(), Contains(Pair(recorded_.front().table(), HasSubstr("for a reason"))));
}

}  // namespace
}  // namespace drill
