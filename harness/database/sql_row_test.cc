#include "harness/database/sql_row.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

TEST(SqlRowTest, OneCellIsAValue) {
  EXPECT_THAT(OnlyValue({{"7"}}), IsOkAndHolds("7"));
  EXPECT_THAT(OnlyValue({{std::nullopt}}), IsOkAndHolds("NULL"));
}

TEST(SqlRowTest, MoreOrLessIsNone) {
  const auto is_none = StatusIs(absl::StatusCode::kOutOfRange, HasSubstr("one value was wanted"));
  EXPECT_THAT(OnlyValue({}), is_none);
  EXPECT_THAT(OnlyValue({{"7"}, {"8"}}), is_none);
  EXPECT_THAT(OnlyValue({{"7", "8"}}), is_none);
}

}  // namespace
}  // namespace drill
