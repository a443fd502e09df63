#include "harness/base/name_as_directory.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(NameAsDirectoryTest, HasNoSlashes) {
  EXPECT_EQ(NameAsDirectory("aria/disk_full"), "aria-disk_full");
  EXPECT_EQ(NameAsDirectory("a/b/c"), "a-b-c");
  EXPECT_EQ(NameAsDirectory("plain"), "plain");
}

}  // namespace
}  // namespace drill
