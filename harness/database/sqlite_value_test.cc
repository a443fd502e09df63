#include "harness/database/sqlite_value.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(SqliteValueTest, WhatHoldsNothing) {
  for (const char* const nothing : {"NULL", "''", "0", "0.0", "'0'", "'{}'", "'[]'"})
    EXPECT_TRUE(IsNothing(nothing)) << nothing;
  for (const char* const something : {"'NULL'", "1", "' '", "'{\"a\":1}'", "X''"})
    EXPECT_FALSE(IsNothing(something)) << something;
}

TEST(SqliteValueTest, WhatIsText) {
  for (const char* const text : {"''", "'1'", "'NULL'"}) EXPECT_TRUE(IsText(text)) << text;
  for (const char* const other : {"NULL", "1", "-0.5", "X'00'"})
    EXPECT_FALSE(IsText(other)) << other;
}

}  // namespace
}  // namespace drill
