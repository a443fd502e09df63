#include "harness/twin/words.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;

TEST(WordsTest, EmptyOnesAreLeftOut) {
  EXPECT_THAT(LinesOf("a b\n \n\nc\n"), ElementsAre("a b", "c"));
  EXPECT_THAT(WordsOf("  a\tb  c"), ElementsAre("a", "b", "c"));
}

TEST(WordsTest, OneBehindAnother) {
  const Words words = WordsOf("default via 10.0.0.1 dev");
  EXPECT_EQ(WordAfter(words, "via"), "10.0.0.1");
  EXPECT_EQ(WordAfter(words, "dev"), "");
  EXPECT_EQ(WordAfter(words, "src"), "");
}

}  // namespace
}  // namespace drill
