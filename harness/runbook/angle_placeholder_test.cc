#include "harness/runbook/angle_placeholder.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(AnglePlaceholderTest, PlaceholdersAreHiddenAtTheirLength) {
  EXPECT_EQ(HidePlaceholders("a <b-c> <e.g. d>"), "a _____ ________");
  EXPECT_EQ(HidePlaceholders("x/<y>/z=<w>"), "x/___/z=___");
  EXPECT_EQ(HidePlaceholders("a <größe>"), "a _________");
}

TEST(AnglePlaceholderTest, RivalWordsAreOneAndPipesAreNot) {
  EXPECT_EQ(HidePlaceholders("deploy <blue|green> now"), "deploy ____________ now");
  EXPECT_EQ(HidePlaceholders("x --env <staging | production>"), "x --env ______________________");
  for (const char* text : {"sort <in|uniq>out", "a <in | b >out", "a <in|b>/tmp/x", "a <x|b c>d"})
    EXPECT_EQ(HidePlaceholders(text), text);
}

TEST(AnglePlaceholderTest, TemplateExpressionsAreWords) {
  EXPECT_EQ(HidePlaceholders("a ${{ secrets.X }} b"), "a ________________ b");
  EXPECT_EQ(HidePlaceholders("a:{{ tag }}"), "a:_________");
  EXPECT_EQ(HidePlaceholders("a ${X} {b,c} {{d"), "a ${X} {b,c} {{d");
}

TEST(AnglePlaceholderTest, LongLinesAreReadInNoTime) {
  std::string line;
  for (int i = 0; i < 200000; ++i) line += "<a|";
  EXPECT_EQ(HidePlaceholders(line), line);
}

TEST(AnglePlaceholderTest, RedirectionsAreLeftAlone) {
  for (const char* text : {"a < b > c", "a <b.sql>c", "a <<EOF >f", "a <(b)", "a <b >c", "a <",
                           "a <\"b\">", "a <$b >c", "a < b\nc > d", "[ 1 \\<b> ]", "a <<<b>c"})
    EXPECT_EQ(HidePlaceholders(text), text);
}

}  // namespace
}  // namespace drill
