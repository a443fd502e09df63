#include "harness/database/sql_identifier.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(SqlIdentifierTest, StandsInQuotesOfWhichItsOwnAreDoubled) {
  EXPECT_EQ(SqlIdentifier("text"), "\"text\"");
  EXPECT_EQ(SqlIdentifier("a\"b c"), "\"a\"\"b c\"");
}

}  // namespace
}  // namespace drill
