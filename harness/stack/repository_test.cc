// Every scenario and stack of this repository is one that can be run, and is told of.
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/scenario/scenario_loader.h"
#include "harness/stack/stack_loader.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
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

// scenarios/aria/oom.textproto, and its name in backticks in docs/systems/aria.md.
TEST(RepositoryTest, EveryScenarioIsOnItsSystemsPage) {
  const absl::StatusOr<std::vector<std::string>> files = FindScenarios(".", "");
  ASSERT_THAT(files, IsOkAndHolds(Not(IsEmpty())));
  for (const std::string& file : *files) {
    const std::filesystem::path path(file);
    const std::string page =
        absl::StrCat("docs/systems/", path.parent_path().filename().string(), ".md");
    const absl::StatusOr<std::string> text = ReadFile(page);
    ASSERT_THAT(text, IsOk()) << "the page of " << file;
    EXPECT_THAT(*text, HasSubstr(absl::StrCat("`", path.stem().string(), "`")))
        << page << " does not say what " << file << " is for";
  }
}

}  // namespace
}  // namespace drill
