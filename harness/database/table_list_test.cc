#include "harness/database/table_list.h"

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class TableListTest : public SharedPostgresTest {
 protected:
  std::vector<ListedTable> Listed(const std::string& sql) {
    Execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; " + sql);
    auto tables = ListTables(login(), absl::Seconds(20));
    EXPECT_THAT(tables, IsOk());
    return tables.ok() ? *std::move(tables) : std::vector<ListedTable>();
  }
};

TEST_F(TableListTest, NamesAreShownAsTheyAreAndWrittenAsIdentifiers) {
  const auto tables = Listed(R"(CREATE TABLE "my notes" (id int PRIMARY KEY, "the text" text))");
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(tables[0].name, "public.my notes");
  EXPECT_EQ(tables[0].written, "public.\"my notes\"");
  ASSERT_THAT(tables[0].columns, SizeIs(2));
  EXPECT_EQ(tables[0].columns[1].name, "the text");
  EXPECT_EQ(tables[0].columns[1].written, "\"the text\"");
  EXPECT_EQ(WrittenColumn(tables[0], "the text"), "\"the text\"");
  EXPECT_EQ(WrittenColumn(tables[0], "text"), "");
}

TEST_F(TableListTest, OnlyAKeyOfOneWholeNumberIsANumber) {
  const auto tables = Listed(
      "CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (id text PRIMARY KEY);"
      "CREATE TABLE c (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE d (x int)");
  ASSERT_THAT(tables, SizeIs(4));
  EXPECT_EQ(tables[0].number, "id");
  for (const size_t other : {1, 2, 3}) EXPECT_THAT(tables[other].number, IsEmpty()) << other;
}

TEST_F(TableListTest, APartitionIsPartOfItsTable) {
  const auto tables = Listed(
      "CREATE TABLE days (day date) PARTITION BY RANGE (day);"
      "CREATE TABLE days_2001 PARTITION OF days FOR VALUES FROM ('2001-01-01') TO ('2002-01-01')");
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(tables[0].name, "public.days");
}

TEST_F(TableListTest, ATableMayHaveNoColumn) {
  const auto tables = Listed("CREATE TABLE bare (); CREATE TABLE notes (id int)");
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_THAT(tables[0].columns, IsEmpty());
  EXPECT_THAT(tables[1].columns, SizeIs(1));
}

}  // namespace
}  // namespace drill
