#include "harness/base/plural.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(CountedTest, OneIsSingular) {
  EXPECT_EQ(Counted(1, "write"), "1 write");
  EXPECT_EQ(Counted(0, "write"), "0 writes");
  EXPECT_EQ(Counted(2, "write"), "2 writes");
  EXPECT_EQ(Counted(2, "row is", "rows are"), "2 rows are");
  EXPECT_EQ(Counted(1, "row is", "rows are"), "1 row is");
}

}  // namespace
}  // namespace drill
