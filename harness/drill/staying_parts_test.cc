#include "harness/drill/staying_parts.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(StayingPartsTest, NothingStaysWhereOneReleaseIsExpected) {
  Expected expected;
  expected.set_release("1.9.0");
  EXPECT_FALSE(SomePartsStay(expected));
  EXPECT_THAT(StayingParts(expected, "1.9.0").categories, IsEmpty());
}

TEST(StayingPartsTest, AServiceOfAnotherReleaseStaysAndTheDatabaseDoesNot) {
  Expected expected;
  (*expected.mutable_service_releases())["web"] = "2.0.0";
  (*expected.mutable_service_releases())["api"] = "1.9.0";
  EXPECT_TRUE(SomePartsStay(expected));
  const MeantToStay meant = StayingParts(expected, "1.9.0");
  EXPECT_THAT(meant.services, ElementsAre("web"));
  EXPECT_EQ(meant.categories.count(FILES), 1u);
  EXPECT_EQ(meant.categories.count(DATABASE), 0u);
}

TEST(StayingPartsTest, ASchemaOfAnotherReleaseStays) {
  Expected expected;
  expected.set_schema_release("2.0.0");
  EXPECT_TRUE(SomePartsStay(expected));
  EXPECT_THAT(StayingParts(expected, "1.9.0").categories, ElementsAre(DATABASE));
  expected.set_schema_release("1.9.0");
  EXPECT_THAT(StayingParts(expected, "1.9.0").categories, IsEmpty());
}

}  // namespace
}  // namespace drill
