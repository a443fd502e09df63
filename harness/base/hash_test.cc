#include "harness/base/hash.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

TEST(Sha256Test, IsTheStandardsOwnExample) {
  EXPECT_EQ(Sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256OfFileTest, IsThatOfItsContent) {
  const std::string path = ::testing::TempDir() + "/hash_test";
  const std::string content(3 << 20, 'x');
  ASSERT_THAT(WriteFile(path, content), IsOk());
  EXPECT_THAT(Sha256OfFile(path), IsOkAndHolds(Sha256(content)));
  ASSERT_THAT(WriteFile(path, ""), IsOk());
  EXPECT_THAT(Sha256OfFile(path), IsOkAndHolds(Sha256("")));
}

TEST(Sha256OfFileTest, NeedsAFile) {
  EXPECT_THAT(Sha256OfFile(::testing::TempDir() + "/none"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Sha256OfFile(::testing::TempDir()), StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace drill
