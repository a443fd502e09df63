#include "harness/scenario/quarterly_loader.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/scenario/scenario_places.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class QuarterlyLoaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    root_ = absl::StrCat(::testing::TempDir(), "/", name);
    ASSERT_THAT(RemoveAll(root_), IsOk());
    ASSERT_THAT(MakeDirectories(absl::StrCat(root_, "/scenarios/shop")), IsOk());
  }

  std::string Plan(const std::string& text) {
    const std::string file = absl::StrCat(root_, "/scenarios/shop/quarterly.textproto");
    EXPECT_THAT(WriteFile(file, text), IsOk());
    return file;
  }

  std::string root_;
};

TEST_F(QuarterlyLoaderTest, FindsAFileAndAName) {
  const std::string file = Plan("");
  EXPECT_THAT(FindQuarterly(root_, file), IsOkAndHolds(file));
  EXPECT_THAT(FindQuarterly(root_, "shop"), IsOkAndHolds(file));
  EXPECT_THAT(FindQuarterly(root_, "shoe"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("shoe: no such plan")));
}

TEST_F(QuarterlyLoaderTest, APlanIsNoScenario) {
  Plan("");
  EXPECT_THAT(ScenariosBelow(absl::StrCat(root_, "/scenarios")), IsEmpty());
}

TEST_F(QuarterlyLoaderTest, ReadsAPlan) {
  const auto loaded = LoadQuarterly(Plan(
      "quarter: '2026-Q4'\nstack: 'shop'\nscenarios: 'shop/gone'\nchecklist_heading: 'Drills'\n"
      "unattended { decision { seconds: 60 } step { seconds: 5 } }\n"));
  ASSERT_THAT(loaded, IsOk());
  EXPECT_THAT(loaded->problems, IsEmpty());
  EXPECT_EQ(loaded->plan.quarter(), "2026-Q4");
  EXPECT_THAT(loaded->plan.scenarios(), ElementsAre("shop/gone"));
  EXPECT_EQ(loaded->plan.unattended().decision().seconds(), 60);
}

TEST_F(QuarterlyLoaderTest, AnUnknownFieldIsToldTogetherWithTheRest) {
  const auto loaded = LoadQuarterly(Plan("quater: '2026-Q4'\nstack: 'shop'\n"));
  ASSERT_THAT(loaded, IsOk());
  const std::string problems = FormatProblems(loaded->problems);
  EXPECT_THAT(problems, HasSubstr("quarterly.textproto:1:"));
  EXPECT_THAT(problems, HasSubstr("quarter is required"));
  EXPECT_THAT(problems, HasSubstr("scenarios is required"));
}

TEST_F(QuarterlyLoaderTest, AMissingFileIsAStatus) {
  EXPECT_FALSE(LoadQuarterly(absl::StrCat(root_, "/nothing.textproto")).ok());
}

}  // namespace
}  // namespace drill
