#include "harness/database/recorded_keys.h"

#include <map>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAreArray;

class RecordedKeysTest : public SharedPostgresTest {
 protected:
  std::map<std::string, RecordedKeys> After(const std::string& sql) {
    Execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; " + sql);
    std::map<std::string, RecordedKeys> all;
    const auto keys = RecordKeys(login(), absl::Seconds(20));
    EXPECT_THAT(keys, IsOk());
    if (!keys.ok()) return all;
    for (const RecordedKeys& one : *keys) all[one.table()] = one;
    return all;
  }
};

TEST_F(RecordedKeysTest, EachRowOfASmallTableIsRecorded) {
  const auto keys = After(
      "CREATE TABLE notes (id uuid PRIMARY KEY, body text);"
      "INSERT INTO notes SELECT gen_random_uuid(), 'note' FROM generate_series(1, 5);"
      "CREATE TABLE empty (id int PRIMARY KEY)");
  EXPECT_EQ(keys.at("public.notes").rows(), 5);
  EXPECT_EQ(keys.at("public.notes").hashes().hash_size(), 5);
  EXPECT_TRUE(keys.at("public.empty").has_hashes());
  EXPECT_EQ(keys.at("public.empty").hashes().hash_size(), 0);
}

TEST_F(RecordedKeysTest, AKeyIsKnownAgainWhateverElseItsRowHolds) {
  const auto before = After(
      "CREATE TABLE notes (id int, part int, body text, PRIMARY KEY (id, part));"
      "INSERT INTO notes VALUES (1, 1, 'a'), (1, 2, 'b')");
  const auto after = After(
      "CREATE TABLE notes (id int, part int, body text, PRIMARY KEY (id, part));"
      "INSERT INTO notes VALUES (1, 2, 'c'), (1, 1, 'd')");
  EXPECT_THAT(after.at("public.notes").hashes().hash(),
              UnorderedElementsAreArray(before.at("public.notes").hashes().hash()));
}

TEST_F(RecordedKeysTest, OfManyRowsASampleIsRecordedAndTheHighestNumber) {
  const auto keys = After(
      "CREATE TABLE events (id bigint PRIMARY KEY);"
      "INSERT INTO events SELECT i FROM generate_series(1, 40001) i;"
      "CREATE TABLE heap (line text);"
      "INSERT INTO heap SELECT i::text FROM generate_series(1, 40001) i;");
  for (const char* table : {"public.events", "public.heap"}) {
    EXPECT_EQ(keys.at(table).rows(), 40001);
    EXPECT_EQ(keys.at(table).one_in(), 5);
    EXPECT_GT(keys.at(table).hashes().hash_size(), 7000);
    EXPECT_LT(keys.at(table).hashes().hash_size(), 9000);
  }
  EXPECT_EQ(keys.at("public.events").highest(), 40001);
}

TEST_F(RecordedKeysTest, WhatMayNotBeReadIsTold) {
  After("CREATE TABLE secret (id int)");
  Execute(
      "DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA public TO "
      "reader");
  PostgresLogin reader = login();
  reader.user = "reader";
  const auto keys = RecordKeys(reader, absl::Seconds(20));
  ASSERT_THAT(keys, IsOk());
  ASSERT_EQ(keys->size(), 1u);
  EXPECT_THAT(keys->front().not_recorded(), HasSubstr("may not read"));
}

}  // namespace
}  // namespace drill
