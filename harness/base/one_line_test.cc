#include "harness/base/one_line.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(OneLineTest, LeavesALineAlone) { EXPECT_EQ(OneLine("all is well"), "all is well"); }

TEST(OneLineTest, JoinsLinesAndDropsControlCharacters) {
  EXPECT_EQ(OneLine("a\nb\r\n\tc\x1b[0m\n"), "a b   c [0m");
}

TEST(OneLineTest, CutsLongTextBetweenCharacters) {
  EXPECT_EQ(OneLine("abcdefgh", 6), "abc...");
  EXPECT_EQ(OneLine("ab\xC3\xA9"
                    "defgh",
                    6),
            "ab...");
}

}  // namespace
}  // namespace drill
