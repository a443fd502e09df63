#include "harness/seed/kept_portraits.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"
#include "harness/twin/take_portrait.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class KeptPortraitsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    machines_.add_portraits()->set_taken_of("left alone");
  }

  // An empty file of the directory.
  std::string Put(const std::string& tree, int format, const std::string& key) {
    const std::string name = absl::StrCat(tree, "-", format, "-", key);
    EXPECT_THAT(MakeDirectories(directory_), IsOk());
    EXPECT_THAT(WriteFile(directory_ + "/" + name, ""), IsOk());
    return name;
  }

  std::vector<std::string> Files() const {
    return ListFiles(directory_).value_or(std::vector<std::string>());
  }

  const std::string directory_ = ::testing::TempDir() + "/healthy";
  const KeptPortraits kept_{directory_};
  Stack stack_;
  HealthyMachines machines_;
};

TEST_F(KeptPortraitsTest, ReadsWhatWasKept) {
  EXPECT_THAT(kept_.Read("shop-1", stack_), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_THAT(kept_.Keep("shop-1", stack_, machines_, {"shop-1"}), IsOk());
  const auto read = kept_.Read("shop-1", stack_);
  ASSERT_THAT(read, IsOk());
  ASSERT_THAT(read->portraits(), SizeIs(1));
  EXPECT_EQ(read->portraits(0).taken_of(), "left alone");
  EXPECT_THAT(kept_.Read("shop-2", stack_), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(KeptPortraitsTest, AStackThatIsAskedSomethingElseNeedsItsOwn) {
  ASSERT_THAT(kept_.Keep("shop-1", stack_, machines_, {"shop-1"}), IsOk());
  stack_.add_requests()->set_url("http://localhost/carts");
  EXPECT_THAT(kept_.Read("shop-1", stack_), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(KeptPortraitsTest, ADamagedFileIsNamed) {
  ASSERT_THAT(kept_.Keep("shop-1", stack_, machines_, {"shop-1"}), IsOk());
  ASSERT_THAT(Files(), SizeIs(1));
  const std::string file = directory_ + "/" + Files().front();
  ASSERT_THAT(WriteFile(file, "portraits { taken"), IsOk());
  EXPECT_THAT(kept_.Read("shop-1", stack_), StatusIs(absl::StatusCode::kDataLoss, HasSubstr(file)));
}

TEST_F(KeptPortraitsTest, WhatNobodyReadsAnyMoreIsRemoved) {
  const std::string other = Put("shop-2", kPortraitFormat, "ab12");
  const std::string later = Put("shop-2", kPortraitFormat + 1, "ab12");
  Put("shop-2", kPortraitFormat - 1, "ab12");
  Put("shop-0", kPortraitFormat, "ab12");
  ASSERT_THAT(kept_.Keep("shop-1", stack_, machines_, {"shop-1", "shop-2"}), IsOk());
  EXPECT_THAT(Files(), ElementsAre(HasSubstr("shop-1-"), other, later));
}

}  // namespace
}  // namespace drill
