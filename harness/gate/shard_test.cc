#include "harness/gate/shard.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

TEST(ShardTest, EveryPieceIsOfOneShard) {
  for (size_t number = 0; number < 10; ++number) {
    int owners = 0;
    for (const char* text : {"1/3", "2/3", "3/3"}) {
      const absl::StatusOr<Shard> shard = ParseShard(text);
      ASSERT_THAT(shard, IsOk());
      if (shard->Has(number)) ++owners;
    }
    EXPECT_EQ(owners, 1) << number;
  }
}

TEST(ShardTest, WithoutOneEverythingIsOurs) {
  const absl::StatusOr<Shard> shard = ParseShard("");
  ASSERT_THAT(shard, IsOk());
  EXPECT_TRUE(shard->Has(0));
  EXPECT_TRUE(shard->Has(7));
}

TEST(ShardTest, TheSecondOfFourHasEveryFourthFromTheSecond) {
  const absl::StatusOr<Shard> shard = ParseShard("2/4");
  ASSERT_THAT(shard, IsOk());
  EXPECT_FALSE(shard->Has(0));
  EXPECT_TRUE(shard->Has(1));
  EXPECT_TRUE(shard->Has(5));
}

TEST(ShardTest, RefusesWhatIsNone) {
  for (const char* text :
       {"0/4", "5/4", "1", "1/", "/4", "a/b", "1/0", "-1/2", "1/2/3", "1/1001", "2 of 4"}) {
    EXPECT_THAT(ParseShard(text).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("write I/N")))
        << text;
  }
}

}  // namespace
}  // namespace drill
