#include "harness/seed/mmdebstrap.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/base/stop_token.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RunMmdebstrapTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/",
                              ::testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    ASSERT_THAT(MakeDirectories(directory_), IsOk());
    options_.temporary_directory = directory_;
    options_.target = directory_ + "/target";
  }

  // In place of mmdebstrap: its last argument is the target.
  absl::Status Run(const std::string& body) {
    const std::string script = directory_ + "/program";
    RETURN_IF_ERROR(WriteFile(script, "#!/bin/bash\ntarget=${!#}\n" + body));
    options_.program = {"/bin/bash", script};
    return RunMmdebstrap(options_);
  }

  std::string directory_;
  MmdebstrapOptions options_;
};

TEST_F(RunMmdebstrapTest, AppendsRecipePackagesSuiteAndTarget) {
  options_.recipe = {"--variant=minbase", "--quiet"};
  options_.packages = {"curl", "jq"};
  ASSERT_THAT(Run("echo \"$@\" > \"$target\"\n"), IsOk());
  EXPECT_THAT(ReadFile(options_.target),
              IsOkAndHolds(absl::StrCat("--variant=minbase --quiet --include=curl,jq trixie ",
                                        options_.target, "\n")));
}

TEST_F(RunMmdebstrapTest, WithoutPackagesNothingIsIncluded) {
  ASSERT_THAT(Run("echo \"$@\" > \"$target\"\n"), IsOk());
  EXPECT_THAT(ReadFile(options_.target), IsOkAndHolds(Not(HasSubstr("--include"))));
}

TEST_F(RunMmdebstrapTest, ToolsAreThoseOfTheMachine) {
  ASSERT_THAT(Run("echo \"$PATH $TMPDIR\" > \"$target\"\n"), IsOk());
  EXPECT_THAT(ReadFile(options_.target),
              IsOkAndHolds(absl::StrCat("/usr/sbin:/usr/bin:/sbin:/bin ", directory_, "\n")));
}

TEST_F(RunMmdebstrapTest, AFailureQuotesTheLog) {
  const std::string body = "echo 'gpg: no public key' >&2; exit 25\n";
  const auto is_said = StatusIs(absl::StatusCode::kInternal,
                                AllOf(HasSubstr("25"), HasSubstr("gpg: no public key")));
  EXPECT_THAT(Run(body), is_said);
  options_.log_file = directory_ + "/log";
  EXPECT_THAT(Run(body), is_said);
}

TEST_F(RunMmdebstrapTest, APackageThatDoesNotExistIsThePersonsMistake) {
  const std::string body = "echo 'E: Unable to locate package jqq' >&2; exit 25\n";
  EXPECT_THAT(Run(body), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("jqq")));
  options_.log_file = directory_ + "/log";
  EXPECT_THAT(Run(body), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("jqq")));
}

TEST_F(RunMmdebstrapTest, StoppedIsCancelled) {
  StopToken stop;
  stop.RequestStop();
  options_.stop = &stop;
  EXPECT_THAT(Run("sleep 60\n"), StatusIs(absl::StatusCode::kCancelled));
}

TEST(ExplainMissingPackagesTest, NamesEachPackageOnce) {
  const absl::Status failed = absl::InternalError("mmdebstrap exited with 25");
  EXPECT_THAT(ExplainMissingPackages("I: downloading\nE: Unable to locate package postgersql\n"
                                     "E: Unable to locate package jqq\nE: apt failed\n"
                                     "E: Unable to locate package jqq\n",
                                     failed),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("name: jqq, postgersql;"), HasSubstr("trixie"))));
  EXPECT_EQ(ExplainMissingPackages("E: Failed to fetch", failed), failed);
}

}  // namespace
}  // namespace drill
