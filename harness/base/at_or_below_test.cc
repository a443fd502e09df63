#include "harness/base/at_or_below.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(AtOrBelowTest, WholePartsAreCompared) {
  EXPECT_TRUE(IsAtOrBelow("/srv/shop", "/srv/shop"));
  EXPECT_TRUE(IsAtOrBelow("/srv/shop/a/b", "/srv/shop"));
  EXPECT_FALSE(IsAtOrBelow("/srv/shopping", "/srv/shop"));
  EXPECT_FALSE(IsAtOrBelow("/srv", "/srv/shop"));
  EXPECT_TRUE(IsAtOrBelow("twin/files", "twin"));
}

TEST(AtOrBelowTest, OneOfThemIsEnough) {
  EXPECT_TRUE(IsAtOrBelowOneOf("/etc/hosts", {"/srv", "/etc"}));
  EXPECT_FALSE(IsAtOrBelowOneOf("/etc/hosts", {"/srv", "/etc/ssh"}));
  EXPECT_FALSE(IsAtOrBelowOneOf("/etc/hosts", {}));
}

}  // namespace
}  // namespace drill
