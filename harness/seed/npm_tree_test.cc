#include "harness/seed/npm_tree.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class NpmTreeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string directory = absl::StrCat(
        ::testing::TempDir(), "/", ::testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_THAT(RemoveAll(directory), IsOk());
    options_.directory = directory + "/packages";
    options_.temporary_directory = directory + "/tmp";
    options_.target = directory + "/tree.tar";
    ASSERT_THAT(MakeDirectories(options_.directory), IsOk());
    ASSERT_THAT(MakeDirectories(options_.temporary_directory), IsOk());
    ASSERT_THAT(Write("package.json", "{}"), IsOk());
    ASSERT_THAT(Write("package-lock.json", "{\"packages\": {}}"), IsOk());
  }

  absl::Status Write(const std::string& name, const std::string& content) const {
    return WriteFile(absl::StrCat(options_.directory, "/", name), content);
  }

  // Stands in for npm.
  absl::Status Make(const std::string& program) {
    options_.program = {"bash", "-c", program, "npm"};
    return MakeNpmTree(options_);
  }

  NpmTreeOptions options_;
};

TEST_F(NpmTreeTest, TheImageHasThePackagesAndTheirList) {
  ASSERT_THAT(Make("cat package.json package-lock.json >/dev/null && mkdir -p node_modules/pg && "
                   "echo \"$@\" $npm_config_cache >node_modules/pg/index.js"),
              IsOk());
  EXPECT_THAT(CheckedOutput({"tar", "-tf", options_.target}),
              IsOkAndHolds(AllOf(HasSubstr("./node_modules/pg/index.js\n"),
                                 HasSubstr("./package.json\n"), Not(HasSubstr("cache")))));
  // Packages' own programs are not run on this machine, and nothing is kept in anybody's home.
  EXPECT_THAT(CheckedOutput({"tar", "-xOf", options_.target, "./node_modules/pg/index.js"}),
              IsOkAndHolds(AllOf(HasSubstr("ci --ignore-scripts"),
                                 HasSubstr(absl::StrCat(options_.temporary_directory, "/cache")))));
  EXPECT_THAT(CheckedOutput({"tar", "-tvf", options_.target, "./"}),
              IsOkAndHolds(HasSubstr("drwxr-xr-x 0/0")));
}

TEST_F(NpmTreeTest, TheKeyIsThatOfBothFiles) {
  const std::string first = *NpmTreeKey(options_.directory);
  EXPECT_EQ(first.size(), 64U);
  ASSERT_THAT(Write("package.json", "{ }"), IsOk());
  const std::string second = *NpmTreeKey(options_.directory);
  EXPECT_NE(first, second);
  ASSERT_THAT(Write("package-lock.json", "{ }"), IsOk());
  EXPECT_NE(*NpmTreeKey(options_.directory), second);
  ASSERT_THAT(Write("README", "is not read"), IsOk());
  ASSERT_THAT(Write("package.json", "{}"), IsOk());
  ASSERT_THAT(Write("package-lock.json", "{\"packages\": {}}"), IsOk());
  EXPECT_EQ(*NpmTreeKey(options_.directory), first);
  EXPECT_THAT(NpmTreeKey("/nowhere"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(NpmTreeTest, WhatNpmRefusesIsExplained) {
  EXPECT_THAT(Make("echo 'npm error code EUSAGE' >&2; exit 1"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("is not that of package.json"), HasSubstr("EUSAGE"))));
  EXPECT_THAT(Make("echo 'npm error code E404' >&2; exit 1"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("the registry does not have a package")));
  EXPECT_THAT(Make("echo 'npm error code EINTEGRITY' >&2; exit 1"),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("EINTEGRITY")));
}

TEST_F(NpmTreeTest, WithoutNpmTheRemedyIsTold) {
  options_.program = {"no-such-program-as-npm"};
  EXPECT_THAT(MakeNpmTree(options_),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("apt-get install npm")));
}

TEST_F(NpmTreeTest, StoppingEndsIt) {
  StopToken stop;
  stop.RequestStop();
  options_.stop = &stop;
  EXPECT_THAT(Make("sleep 60"), StatusIs(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace drill
