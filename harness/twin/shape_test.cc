#include "harness/twin/shape.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(ShapeTest, DigitsAreTakenOut) {
  EXPECT_EQ(ShapeOf("/srv/backups/db_20261126_093102.sql"), "/srv/backups/db_#_#.sql");
  EXPECT_EQ(ShapeOf("image web:2.0.0"), "image web:#.#.#");
  EXPECT_EQ(ShapeOf("container shop/web"), "container shop/web");
  EXPECT_EQ(ShapeOf(""), "");
}

TEST(ShapeTest, AnIdIsTakenOutAsAWhole) {
  EXPECT_EQ(ShapeOf("volume 3f2b9c0d1e4a5b6c7d8e"), "volume #");
  EXPECT_EQ(ShapeOf("/var/x/0123456789ab-init"), "/var/x/#-init");
}

TEST(ShapeTest, AWordOfTheLettersOfIdsIsNone) {
  EXPECT_EQ(ShapeOf("deadbeefface"), "deadbeefface");
  EXPECT_EQ(ShapeOf("cafe1"), "cafe#");
  EXPECT_EQ(ShapeOf("x3f2b9c0d1e4a5b"), "x#f#b#c#d#e#a#b");
}

}  // namespace
}  // namespace drill
