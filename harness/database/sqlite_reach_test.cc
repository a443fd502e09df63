#include "harness/database/sqlite_reach.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace drill {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1000);

std::optional<ColumnExtent> Of(const std::vector<std::string>& values) {
  SqliteReach reach;
  for (const std::string& value : values) reach.Add(value);
  return reach.Get(kNow);
}

TEST(SqliteReachTest, NumbersAreAdded) {
  ASSERT_TRUE(Of({"40", "NULL", "-10"}).has_value());
  EXPECT_EQ(Of({"40", "NULL", "-10"})->total, 30);
  EXPECT_FALSE(Of({"40"})->ahead_seconds.has_value());
}

TEST(SqliteReachTest, TimesInEachFormat) {
  const auto extent = Of({"'1970-01-01 00:00:10'", "'1970-01-01T00:00:20.5'",
                          "'1970-01-01T02:00:30+02:00'", "'1970-01-01 00:00:40Z'"});
  ASSERT_TRUE(extent.has_value());
  EXPECT_EQ(extent->total, 100.5);
  EXPECT_EQ(*extent->ahead_seconds, 40 - 1000);
}

TEST(SqliteReachTest, WhatIsMixedOrNeitherHasNone) {
  EXPECT_FALSE(Of({}).has_value());
  EXPECT_FALSE(Of({"NULL"}).has_value());
  EXPECT_FALSE(Of({"'text'"}).has_value());
  EXPECT_FALSE(Of({"1.5"}).has_value());
  EXPECT_FALSE(Of({"1", "'1970-01-01 00:00:10'"}).has_value());
  EXPECT_FALSE(Of({"'1970-01-01 00:00:10'", "'later'"}).has_value());
  EXPECT_FALSE(Of({"'1970-01-01'"}).has_value()) << "a day is no time";
}

}  // namespace
}  // namespace drill
