#include "harness/host/user_range.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

constexpr uint32_t kFirst = 0x70000000;

TEST(UserRangeTest, NoTwoShareAUser) {
  const auto one = UserRange::Take();
  const auto other = UserRange::Take();
  ASSERT_THAT(one, IsOk());
  ASSERT_THAT(other, IsOk());
  EXPECT_NE(one->first(), other->first());
  EXPECT_EQ((one->first() - kFirst) % UserRange::kCount, 0u);
  EXPECT_EQ((other->first() - kFirst) % UserRange::kCount, 0u);
}

TEST(UserRangeTest, AProcessThatOverlapsItUsesIt) {
  EXPECT_TRUE(MapUsesRange("         0 1879048192    1048576\n", kFirst));
  EXPECT_TRUE(MapUsesRange("0 0 1\n1 1879048200 1\n", kFirst));
  EXPECT_TRUE(MapUsesRange("0 1879048191 2\n", kFirst));
}

TEST(UserRangeTest, OthersDoNot) {
  // The machine's own processes, which have all users as they are.
  EXPECT_FALSE(MapUsesRange("         0          0 4294967295\n", kFirst));
  EXPECT_FALSE(MapUsesRange("0 100000 65536\n", kFirst));
  EXPECT_FALSE(MapUsesRange("0 1880096768 1048576\n", kFirst));
  EXPECT_FALSE(MapUsesRange("0 1879048191 1\n", kFirst));
  EXPECT_FALSE(MapUsesRange("", kFirst));
}

}  // namespace
}  // namespace drill
