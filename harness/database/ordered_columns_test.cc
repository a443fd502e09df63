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
      CREATE TABLE "Odd "" name" ("a b" int);
      CREATE TABLE stamped (sent timestamptz, born timestamptz DEFAULT now(), seen timestamptz DEFAULT now());
      CREATE TABLE also_stamped (sent timestamp, born timestamp DEFAULT CURRENT_TIMESTAMP);
      CREATE TABLE lone (day date, seen timestamptz);)sql");
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

TEST_F(OrderedColumnsTest, WhichSaysWhenARowCame) {
  const auto columns = OrderedColumns::Read(login(), absl::Seconds(20));
  ASSERT_THAT(columns, IsOk());
  EXPECT_EQ(columns->StampOf("public.stamped"), "born");
  EXPECT_EQ(columns->StampOf("public.also_stamped"), "born");
  EXPECT_EQ(columns->StampOf("public.lone"), "seen");
  EXPECT_EQ(columns->StampOf("public.kinds"), "") << "two that may";
  EXPECT_EQ(columns->StampOf("public.Odd \" name"), "") << "none";
}

}  // namespace
}  // namespace drill
