#include "harness/base/message_bytes.h"

#include "gtest/gtest.h"
#include "harness/base/text_proto_test.pb.h"

namespace drill {
namespace {

TEST(MessageBytesTest, TheOrderOfAMapMakesNoDifference) {
  testing::Recipe one;
  testing::Recipe other;
  for (const char* key : {"a", "b", "c", "d"}) (*one.mutable_notes())[key] = key;
  for (const char* key : {"d", "c", "b", "a"}) (*other.mutable_notes())[key] = key;
  EXPECT_EQ(MessageBytes(one), MessageBytes(other));
}

TEST(MessageBytesTest, AnotherValueMakesOne) {
  testing::Recipe one;
  testing::Recipe other;
  other.set_title("soup");
  EXPECT_NE(MessageBytes(one), MessageBytes(other));
}

}  // namespace
}  // namespace drill
