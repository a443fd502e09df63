// Every scenario and stack of this repository is one that can be run.
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/scenario/scenario_loader.h"
#include "harness/stack/stack_loader.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

TEST(RepositoryTest, EveryScenarioIsValid) {
  const absl::StatusOr<std::vector<std::string>> files = FindScenarios(".", "");
  ASSERT_THAT(files, IsOkAndHolds(Not(IsEmpty())));
  for (const std::string& file : *files) {
    const absl::StatusOr<LoadedDrill> drill = LoadDrill(".", file);
    ASSERT_THAT(drill, IsOk()) << file;
    EXPECT_THAT(drill->problems, IsEmpty()) << FormatProblems(drill->problems);
    EXPECT_THAT(file, ::testing::HasSubstr(drill->scenario.name));
  }
}

}  // namespace
}  // namespace drill
