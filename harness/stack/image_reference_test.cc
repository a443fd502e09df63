#include "harness/stack/image_reference.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(ImageReferenceTest, OneImageHasSeveralNames) {
  for (const char* name : {"redis", "redis:latest", "docker.io/library/redis", "library/redis"}) {
    EXPECT_EQ(ParseImageReference(name).repository, "redis") << name;
    EXPECT_EQ(ParseImageReference(name).tag, "latest") << name;
  }
}

TEST(ImageReferenceTest, ARegistrysPortIsNoTag) {
  EXPECT_EQ(ParseImageReference("localhost:5000/shop/web").tag, "latest");
  EXPECT_EQ(ParseImageReference("localhost:5000/shop/web:3").repository, "localhost:5000/shop/web");
  EXPECT_EQ(ParseImageReference("localhost:5000/shop/web:3").tag, "3");
}

TEST(ImageReferenceTest, ADigestStandsForATag) {
  EXPECT_EQ(ParseImageReference("redis:7@sha256:ab").repository, "redis");
  EXPECT_EQ(ParseImageReference("redis:7@sha256:ab").tag, "");
  EXPECT_TRUE(IsSameImage("redis:7@sha256:ab", "redis:8"));
  EXPECT_FALSE(IsSameImage("redis:7", "redis:8"));
}

}  // namespace
}  // namespace drill
