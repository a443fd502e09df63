#include "harness/database/ordered_columns.h"

#include "gtest/gtest.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class OrderedColumnsTest : public SharedPostgresTest {
 protected:
  void SetUpWithServer() override {
    Execute(R"sql(
      DROP SCHEMA public CASCADE; CREATE SCHEMA public;
      CREATE TABLE kinds (small smallint, big bigint, day date, at timestamp, zoned timestamptz, share real,
                          clock time, body text);
      CREATE TABLE "Odd "" name" ("a b" int);)sql");
  }
};

TEST_F(OrderedColumnsTest, WholeNumbersAndTimesHaveAnOrder) {
  const auto columns = OrderedColumns::Read(login(), absl::Seconds(20));
  ASSERT_THAT(columns, IsOk());
  for (const char* const number : {"small", "big"})
    EXPECT_EQ(columns->Of("public.kinds", number), ColumnOrder::kNumber) << number;
  for (const char* const time : {"at", "zoned"})
    EXPECT_EQ(columns->Of("public.kinds", time), ColumnOrder::kTime) << time;
  for (const char* const neither : {"share", "day", "clock", "body", "not_there"})
    EXPECT_EQ(columns->Of("public.kinds", neither), ColumnOrder::kNone) << neither;
  EXPECT_EQ(columns->Of("public.Odd \" name", "a b"), ColumnOrder::kNumber);
}

}  // namespace
}  // namespace drill
