#include "harness/base/debian_suite.h"

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(DebianSuiteTest, APackageThatDoesNotExistIsThePersonsMistake) {
  const absl::Status failed = absl::InternalError("mmdebstrap exited with 25");
  EXPECT_THAT(ExplainMissingPackages("I: downloading\nE: Unable to locate package postgersql\n"
                                     "E: Unable to locate package jqq\nE: apt failed\n",
                                     failed),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("jqq, postgersql"), HasSubstr("trixie"))));
  EXPECT_EQ(ExplainMissingPackages("E: Failed to fetch", failed), failed);
}

TEST(DebianSuiteTest, ToolsAreThoseOfTheMachine) {
  EXPECT_THAT(
      DebianTreeEnvironment("/tmp/work"),
      ::testing::UnorderedElementsAre(::testing::Pair("TMPDIR", "/tmp/work"),
                                      ::testing::Pair("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")));
}

}  // namespace
}  // namespace drill
