#include "harness/database/rows_since.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/database/recorded_keys.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class RowsSinceTest : public SharedPostgresTest {
 protected:
  void SetUpWithServer() override {
    Execute(R"sql(
      DROP SCHEMA public CASCADE; CREATE SCHEMA public;
      CREATE TABLE notes (id bigserial PRIMARY KEY, body text, "the mood" text);
      INSERT INTO notes (body) VALUES ('a'), ('b');
      CREATE TABLE tags (tag text);
      INSERT INTO tags VALUES ('old');
      CREATE TABLE empty ();)sql");
    recorded_ = Recorded();
  }

  std::vector<RecordedKeys> Recorded() {
    auto keys = RecordKeys(login(), absl::Seconds(20));
    EXPECT_THAT(keys, IsOk());
    return keys.value_or(std::vector<RecordedKeys>());
  }

  // Since recorded_ was recorded.
  std::map<std::string, RowsSince> Read() {
    const auto rows = ReadRowsSince(login(), recorded_, absl::Seconds(20));
    EXPECT_THAT(rows, IsOk());
    std::map<std::string, RowsSince> tables;
    if (!rows.ok()) return tables;
    for (const RowsSince& one : *rows) tables[one.table()] = one;
    return tables;
  }

  std::map<std::string, RowsSince> After(const std::string& sql) {
    Execute(sql);
    return Read();
  }

  std::vector<RecordedKeys> recorded_;
};

TEST_F(RowsSinceTest, OnlyRowsThatCameSinceAreNoted) {
  EXPECT_THAT(Read()["public.notes"].key(), IsEmpty());
  auto rows =
      After("INSERT INTO notes (body) VALUES ('c'); UPDATE notes SET body = 'x' WHERE id = 1");
  const RowsSince& notes = rows["public.notes"];
  EXPECT_THAT(notes.column(), ElementsAre("id", "body", "the mood"));
  EXPECT_THAT(notes.key(), SizeIs(1));
  EXPECT_THAT(notes.value(), SizeIs(3));
  EXPECT_FALSE(notes.cut_off());
}

TEST_F(RowsSinceTest, AChangedValueHasAnotherHash) {
  const RowsSince before = After("INSERT INTO notes (body) VALUES ('c')")["public.notes"];
  const RowsSince after =
      After("UPDATE notes SET \"the mood\" = '' WHERE body = 'c'")["public.notes"];
  ASSERT_THAT(after.value(), SizeIs(3));
  EXPECT_THAT(after.key(), ElementsAre(before.key(0)));
  EXPECT_EQ(after.value(1), before.value(1));
  EXPECT_NE(after.value(2), before.value(2)) << "nothing and no text are two things";
}

TEST_F(RowsSinceTest, ATableWithoutAKeyHasItsRowsForKeys) {
  auto rows = After("INSERT INTO tags VALUES ('new')");
  EXPECT_THAT(rows["public.tags"].key(), SizeIs(1));
  EXPECT_THAT(After("UPDATE tags SET tag = 'newer' WHERE tag = 'new'")["public.tags"].key(),
              Not(ElementsAre(rows["public.tags"].key(0))));
}

TEST_F(RowsSinceTest, ATableThatIsNewIsNotRead) {
  EXPECT_EQ(After("CREATE TABLE more (id int); INSERT INTO more VALUES (1)").count("public.more"),
            0u);
}

TEST_F(RowsSinceTest, ATableWithoutAColumnIsRead) {
  EXPECT_THAT(After("INSERT INTO empty DEFAULT VALUES")["public.empty"].value(), IsEmpty());
}

TEST_F(RowsSinceTest, OfVeryManyThoseWithTheLowestHashesAreNoted) {
  const RowsSince most =
      After(absl::StrCat("INSERT INTO notes (body) SELECT 'n' FROM "
                         "generate_series(1, ",
                         kMostRowsSince, ")"))["public.notes"];
  EXPECT_THAT(most.key(), SizeIs(kMostRowsSince));
  EXPECT_FALSE(most.cut_off());
  const RowsSince more = After("INSERT INTO notes (body) VALUES ('m')")["public.notes"];
  EXPECT_THAT(more.key(), SizeIs(kMostRowsSince));
  EXPECT_TRUE(more.cut_off());
}

TEST_F(RowsSinceTest, OfASampleOfOtherKeysThoseWithLaterStampsAreNoted) {
  Execute(
      absl::StrCat("CREATE TABLE visits (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "
                   "\"came at\" timestamptz DEFAULT now());"
                   "INSERT INTO visits (\"came at\") SELECT '2001-01-01' FROM generate_series(1, ",
                   kMostKeys + 1, "); INSERT INTO tags SELECT 't' FROM generate_series(1, ",
                   kMostKeys + 1, ")"));
  recorded_ = Recorded();
  auto rows = After("INSERT INTO visits DEFAULT VALUES; INSERT INTO tags VALUES ('new')");
  EXPECT_THAT(rows["public.visits"].key(), SizeIs(1));
  EXPECT_EQ(rows.count("public.tags"), 0u) << "no stamp tells which came since";
  for (RecordedKeys& keys : recorded_) keys.set_rows(1000001);
  EXPECT_EQ(Read().count("public.visits"), 0u) << "too many to read";
}

TEST_F(RowsSinceTest, OfASampleThoseAboveTheHighestKeyAreNoted) {
  Execute(absl::StrCat("INSERT INTO notes (body) SELECT 'n' FROM generate_series(1, ",
                       kMostKeys + 1, ")"));
  recorded_ = Recorded();
  auto rows = After("INSERT INTO notes (body) VALUES ('c'), ('d')");
  EXPECT_THAT(rows["public.notes"].key(), SizeIs(2));
}

}  // namespace
}  // namespace drill
