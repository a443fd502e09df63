#include "harness/base/short_digest.h"

#include "gtest/gtest.h"
#include "harness/base/hash.h"

namespace drill {
namespace {

TEST(ShortDigestTest, IsTheBeginOfTheWholeOne) {
  EXPECT_EQ(DigestOf("abc"), "ba7816bf8f01");
  EXPECT_EQ(ShortDigest(Sha256("abc")), "ba7816bf8f01");
  EXPECT_EQ(ShortDigest("ba78"), "ba78");
}

}  // namespace
}  // namespace drill
