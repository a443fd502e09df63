#include "harness/base/hash.h"

#include <sys/stat.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Not;

TEST(Sha256Test, IsTheStandardsOwnExample) {
  EXPECT_EQ(Sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

class HashTreeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(RemoveAll(tree_), IsOk());
    ASSERT_THAT(MakeDirectories(tree_ + "/d"), IsOk());
    ASSERT_THAT(WriteFile(tree_ + "/d/file", "content"), IsOk());
    before_ = HashTree(tree_).value_or("");
  }
  const std::string tree_ = ::testing::TempDir() + "/hash_test";
  std::string before_;
};

TEST_F(HashTreeTest, IsTheSameForTheSameTree) {
  ASSERT_THAT(WriteFile(tree_ + "/d/file", "content"), IsOk());
  EXPECT_THAT(HashTree(tree_), IsOkAndHolds(before_));
}

TEST_F(HashTreeTest, SeesContent) {
  ASSERT_THAT(WriteFile(tree_ + "/d/file", "Content"), IsOk());
  EXPECT_THAT(HashTree(tree_), IsOkAndHolds(Not(before_)));
}

TEST_F(HashTreeTest, SeesNames) {
  ASSERT_THAT(WriteFile(tree_ + "/d/file2", ""), IsOk());
  EXPECT_THAT(HashTree(tree_), IsOkAndHolds(Not(before_)));
}

TEST_F(HashTreeTest, SeesTheExecutableBit) {
  ASSERT_EQ(chmod((tree_ + "/d/file").c_str(), 0755), 0);
  EXPECT_THAT(HashTree(tree_), IsOkAndHolds(Not(before_)));
}

TEST_F(HashTreeTest, NeedsATree) {
  EXPECT_THAT(HashTree(tree_ + "/none"), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace drill
