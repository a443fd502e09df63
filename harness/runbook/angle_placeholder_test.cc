#include "harness/runbook/angle_placeholder.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(AnglePlaceholderTest, PlaceholdersAreHiddenAtTheirLength) {
  EXPECT_EQ(HideAnglePlaceholders("a <b-c> <e.g. d>"), "a _____ ________");
  EXPECT_EQ(HideAnglePlaceholders("x/<y>/z=<w>"), "x/___/z=___");
  EXPECT_EQ(HideAnglePlaceholders("a <größe>"), "a _________");
}

TEST(AnglePlaceholderTest, RedirectionsAreLeftAlone) {
  for (const char* text : {"a < b > c", "a <b.sql>c", "a <<EOF >f", "a <(b)", "a <b >c", "a <",
                           "a <\"b\">", "a <$b >c", "a < b\nc > d", "[ 1 \\<b> ]", "a <<<b>c"})
    EXPECT_EQ(HideAnglePlaceholders(text), text);
}

}  // namespace
}  // namespace drill
