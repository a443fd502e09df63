#include "harness/command/stack_argument.h"

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

class StackArgumentTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(MakeDirectories(root_ + "/fixtures/shop"), IsOk());
    ASSERT_THAT(WriteFile(root_ + "/fixtures/shop/stack.textproto", ""), IsOk());
    ASSERT_THAT(MakeDirectories(root_ + "/scenarios/shop"), IsOk());
    ASSERT_THAT(WriteFile(root_ + "/scenarios/shop/one.textproto", "stack: \"shop\"\n"), IsOk());
  }

  const std::string root_ = ::testing::TempDir() + "/stack_argument_test";
};

TEST_F(StackArgumentTest, IsADirectoryOrTheFileInIt) {
  EXPECT_EQ(StackDirectory(root_ + "/fixtures/shop"), root_ + "/fixtures/shop");
  EXPECT_EQ(StackDirectory(root_ + "/fixtures/shop/stack.textproto"), root_ + "/fixtures/shop");
  EXPECT_EQ(StackDirectory(root_), std::nullopt);
}

TEST_F(StackArgumentTest, IsFoundByNameAndByScenario) {
  EXPECT_THAT(FindStack(root_, "shop"), IsOkAndHolds(root_ + "/fixtures/shop"));
  EXPECT_THAT(FindStack(root_, root_ + "/scenarios/shop/one.textproto"),
              IsOkAndHolds(HasSubstr("fixtures/shop")));
  EXPECT_THAT(FindStack(root_, "nowhere"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("nowhere: no stack")));
}

}  // namespace
}  // namespace drill
