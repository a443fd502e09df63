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

TEST(SqlRowTest, ACellMayHoldAWholeNumber) {
  EXPECT_EQ(WholeNumber("-9223372036854775808"), INT64_MIN);
  EXPECT_EQ(WholeNumber("12", 7), 12);
  for (const std::optional<std::string>& other :
       {std::optional<std::string>(), std::optional<std::string>("1.5"),
        std::optional<std::string>("")}) {
    EXPECT_EQ(WholeNumber(other), 0);
    EXPECT_EQ(WholeNumber(other, 7), 7);
  }
}

}  // namespace
}  // namespace drill
