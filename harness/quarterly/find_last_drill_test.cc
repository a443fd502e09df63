#include "harness/quarterly/find_last_drill.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::EndsWith;

class FindLastDrillTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    place_ = absl::StrCat(::testing::TempDir(), "/", name, ".db");
    ASSERT_THAT(RemoveAll(place_), IsOk());
    auto keeper = DrillKeeper::Open(place_);
    ASSERT_THAT(keeper, IsOk());
    keeper_ = *std::move(keeper);
  }

  void Keep(const std::string& day, const std::string& scenario, Outcome outcome,
            const std::string& control = "") {
    Summary summary;
    summary.set_scenario(scenario);
    summary.set_started_at(absl::StrCat(day, "T10:00:00.000000+00:00"));
    summary.set_outcome(outcome);
    summary.set_control(control);
    summary.mutable_recovery()->set_time_ms(9000);
    ASSERT_THAT(keeper_->Keep(summary, absl::StrCat("/runs/", day)), IsOk());
  }

  std::string place_;
  std::unique_ptr<DrillKeeper> keeper_;
};

TEST_F(FindLastDrillTest, TheNewestOfTheScenarioIsTheLast) {
  Keep("2026-03-01", "shop/gone", OUTCOME_PASSED);
  Keep("2026-09-01", "shop/gone", OUTCOME_FAILED);
  Keep("2026-05-01", "shop/gone", OUTCOME_PASSED);
  Keep("2026-11-01", "shop/slow", OUTCOME_PASSED);
  Keep("2026-11-02", "shop/gone", OUTCOME_FAILED, "no_rollback");
  const LastDrill last = FindLastDrill(*keeper_, "shop/gone");
  EXPECT_EQ(last.why_none(), "");
  EXPECT_THAT(last.run_directory(), EndsWith("2026-09-01"));
  EXPECT_EQ(last.outcome(), OUTCOME_FAILED);
  EXPECT_EQ(last.recovery_ms(), 9000);
}

TEST_F(FindLastDrillTest, SaysWhyThereIsNone) {
  Keep("2026-11-01", "shop/slow", OUTCOME_PASSED);
  EXPECT_EQ(FindLastDrill(*keeper_, "shop/gone").why_none(),
            "the history holds no earlier drill of shop/gone");
  const auto nothing = DrillKeeper::Open("");
  ASSERT_THAT(nothing, IsOk());
  EXPECT_EQ(FindLastDrill(**nothing, "shop/gone").why_none(), "no history is kept");
}

}  // namespace
}  // namespace drill
