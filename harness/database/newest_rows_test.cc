#include "harness/database/newest_rows.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class NewestRowsTest : public SharedPostgresTest {
 protected:
  void SetUpWithServer() override {
    Execute(R"sql(
      DROP SCHEMA public CASCADE; CREATE SCHEMA public;
      CREATE TABLE notes (id bigserial PRIMARY KEY, "the model" text, body text, score real, meta jsonb);
      INSERT INTO notes ("the model", body, score, meta)
        SELECT CASE i % 2 WHEN 0 THEN 'small' ELSE 'large' END, 'body ' || i, i, '{"a": 1}'
        FROM generate_series(1, 20) i;
      CREATE TABLE tags (note bigint, tag text, PRIMARY KEY (note, tag));
      CREATE TABLE events (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), kind text, at timestamptz);
      INSERT INTO events (kind, at) VALUES ('even', '2001-01-01');)sql");
  }

  // "public.notes body: 0 empty, 5 unknown", of each column, once so many rows came to `table`.
  std::vector<std::string> After(const std::string& sql, const std::string& table, int64_t rows) {
    Execute(sql);
    const auto tables = ListTables(login(), absl::Seconds(20));
    EXPECT_THAT(tables, IsOk());
    const auto ordered = OrderedColumns::Read(login(), absl::Seconds(20));
    EXPECT_THAT(ordered, IsOk());
    std::vector<GrownTable> grown;
    for (const ListedTable& one : *tables) grown.push_back({one, one.name == table ? rows : 0});
    const auto newest = ReadNewestRows(login(), grown, *ordered, absl::Seconds(20));
    EXPECT_THAT(newest, IsOk());
    std::vector<std::string> texts;
    for (const auto& [name, columns] : newest.value_or(NewestRows()))
      for (const auto& [column, values] : columns)
        texts.push_back(absl::StrCat(name, " ", column, ": ", values.empty, " empty, ",
                                     values.unknown, " unknown"));
    return texts;
  }
};

constexpr char kFive[] =
    "INSERT INTO notes (\"the model\", body, score, meta) SELECT $0 FROM generate_series(1, 5) i;";

std::string Five(const std::string& values) {
  std::string sql = kFive;
  return sql.replace(sql.find("$0"), 2, values);
}

TEST_F(NewestRowsTest, FewerThanFiveAreNotLookedAt) {
  EXPECT_THAT(
      After("INSERT INTO notes (body) SELECT 'x' FROM generate_series(1, 4)", "public.notes", 4),
      IsEmpty());
}

TEST_F(NewestRowsTest, WhatEarlierRowsHoldIsKnown) {
  EXPECT_THAT(
      After(Five("'small', 'new ' || i, i + 100, '{\"a\": 1}'"), "public.notes", 5),
      ElementsAre("public.notes body: 0 empty, 5 unknown", "public.notes id: 0 empty, 0 unknown",
                  "public.notes meta: 0 empty, 0 unknown", "public.notes score: 0 empty, 0 unknown",
                  "public.notes the model: 0 empty, 0 unknown"));
}

TEST_F(NewestRowsTest, WhatNamesOneMachineOrProcessIsTheSameForAll) {
  Execute(
      "CREATE TABLE seen_by (id bigserial PRIMARY KEY, worker text, version text);"
      "INSERT INTO seen_by (worker, version) VALUES ('w@3f2a9bd0c1e7:1234', '2.0.0'),"
      " ('10.1.2.3', '2.0.0'), ('0b3c1f0e-8a52-4d7e-9c0f-2a1b3c4d5e6f', '2.0.0')");
  EXPECT_THAT(
      After("INSERT INTO seen_by (worker, version) VALUES ('w@0000000000aa:98765', '2.0.0'),"
            " ('172.18.0.9', '2.0.0'), ('ffffffff-0000-4000-8000-000000000000', '2.0.0'),"
            " ('172.18.0.9', '2.1.0'), ('w at home', '2.0.0')",
            "public.seen_by", 5),
      ElementsAre("public.seen_by id: 0 empty, 0 unknown",
                  "public.seen_by version: 0 empty, 1 unknown",
                  "public.seen_by worker: 0 empty, 1 unknown"));
}

TEST_F(NewestRowsTest, NothingIsTold) {
  EXPECT_THAT(
      After(Five("NULL, '', 0, '{}'"), "public.notes", 5),
      ElementsAre("public.notes body: 5 empty, 5 unknown", "public.notes id: 0 empty, 0 unknown",
                  "public.notes meta: 5 empty, 5 unknown", "public.notes score: 5 empty, 0 unknown",
                  "public.notes the model: 5 empty, 5 unknown"));
}

TEST_F(NewestRowsTest, OnlyTheNewestCount) {
  EXPECT_THAT(
      After(absl::StrCat(Five("'other', NULL, 0, NULL"),
                         Five("'large', 'body ' || i, i, '{\"a\": 1}'")),
            "public.notes", 10),
      ElementsAre("public.notes body: 0 empty, 0 unknown", "public.notes id: 0 empty, 0 unknown",
                  "public.notes meta: 0 empty, 0 unknown", "public.notes score: 0 empty, 0 unknown",
                  "public.notes the model: 0 empty, 0 unknown"));
}

TEST_F(NewestRowsTest, WhatOtherNewRowsHoldIsNotKnownForThat) {
  EXPECT_THAT(After(absl::StrCat(Five("'other', 'body 1', 1, NULL"),
                                 Five("'other', 'body 1', 1, '{\"a\": 1}'")),
                    "public.notes", 10),
              Contains("public.notes the model: 0 empty, 5 unknown"));
}

TEST_F(NewestRowsTest, WhereTheKeyIsNoNumberTheStampTells) {
  EXPECT_THAT(
      After("INSERT INTO events (kind, at) SELECT 'odd', now() FROM generate_series(1, 5);"
            "INSERT INTO events (kind, at) SELECT 'even', now() + interval '1 s' * i "
            "FROM generate_series(1, 4) i",
            "public.events", 9),
      ElementsAre("public.events at: 0 empty, 0 unknown", "public.events id: 0 empty, 0 unknown",
                  "public.events kind: 0 empty, 1 unknown"));
}

TEST_F(NewestRowsTest, WhereNobodyKnowsWhichAreTheNewestNoneIsLookedAt) {
  EXPECT_THAT(
      After("INSERT INTO tags SELECT i, 'a' FROM generate_series(1, 9) i", "public.tags", 9),
      IsEmpty());
}

}  // namespace
}  // namespace drill
