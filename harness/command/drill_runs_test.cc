#include "harness/command/drill_runs.h"

#include <algorithm>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/sample_shop.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

OneDrillResult Ended(Outcome outcome, int exit_code) {
  OneDrillResult result;
  result.exit_code = exit_code;
  result.summary.set_scenario("shop/gone");
  result.summary.set_outcome(outcome);
  result.summary.set_exit_code(exit_code);
  result.summary.set_as_expected(exit_code == 0);
  result.summary.mutable_recovery()->set_time_ms(1500);
  result.summary.add_targets()->set_limit_ms(60000);
  return result;
}

class DrillRunsTest : public ::testing::Test {
 protected:
  // `answers`: one for each drill, in their order.
  int Run(std::vector<absl::StatusOr<OneDrillResult>> answers) {
    options_.out = absl::StrCat(shop_.root(), "/out");
    const size_t scenarios = answers.size() / options_.repeat;
    std::vector<PreparedDrill> drills;
    for (size_t i = 0; i < scenarios; ++i) drills.push_back(shop_.Prepare());
    const RunOneAt run = [&](const PreparedDrill&, const DrillPlace& place) {
      const std::lock_guard<std::mutex> lock(mutex_);
      places_.push_back(place);
      if (place.when_compared != nullptr) place.when_compared();
      absl::StatusOr<OneDrillResult> answer = std::move(answers.front());
      answers.erase(answers.begin());
      return answer;
    };
    ::testing::internal::CaptureStdout();
    const int code =
        DrillRuns(options_, stop_, std::move(drills), run, [&](const PreparedDrill&, int number) {
          coming_.push_back(number);
        }).RunAll();
    console_ = ::testing::internal::GetCapturedStdout();
    return code;
  }
  std::vector<std::string> Prefixes() const {
    std::vector<std::string> prefixes;
    for (const DrillPlace& place : places_) prefixes.push_back(place.prefix);
    return prefixes;
  }

  SampleShop shop_;
  Options options_;
  StopToken stop_;
  std::mutex mutex_;
  std::vector<DrillPlace> places_;
  // Numbers of drills that were told to come.
  std::vector<int> coming_;
  std::string console_;
};

TEST_F(DrillRunsTest, OneDrillHasTheDirectoryItselfAndNoTable) {
  EXPECT_EQ(Run({Ended(OUTCOME_FAILED, 1)}), 1);
  ASSERT_EQ(places_.size(), 1u);
  EXPECT_EQ(places_[0].run_directory, options_.out);
  EXPECT_EQ(places_[0].prefix, "");
  EXPECT_THAT(console_, Not(HasSubstr("reports below")));
}

TEST_F(DrillRunsTest, SeveralHaveADirectoryEachAndTheWorstExitCode) {
  EXPECT_EQ(
      Run({Ended(OUTCOME_PASSED, 0), Ended(OUTCOME_INCONCLUSIVE, 2), Ended(OUTCOME_FAILED, 1)}), 1);
  ASSERT_EQ(places_.size(), 3u);
  EXPECT_EQ(places_[0].run_directory, options_.out + "/shop-gone-1");
  EXPECT_EQ(places_[2].run_directory, options_.out + "/shop-gone-3");
  EXPECT_THAT(console_, HasSubstr("reports below " + options_.out));
}

TEST_F(DrillRunsTest, WhatCouldNotBeRunIsTheHarnesssError) {
  EXPECT_EQ(Run({Ended(OUTCOME_FAILED, 1), absl::InternalError("the pool is full")}), 4);
  EXPECT_THAT(console_, HasSubstr("the pool is full"));
}

TEST_F(DrillRunsTest, LinesOfSeveralAtOnceSayWhoseTheyAre) {
  options_.jobs = 2;
  options_.repeat = 2;
  EXPECT_EQ(Run({Ended(OUTCOME_PASSED, 0), Ended(OUTCOME_PASSED, 0)}), 0);
  EXPECT_THAT(Prefixes(), UnorderedElementsAre("shop/gone #1 | ", "shop/gone #2 | "));
}

TEST_F(DrillRunsTest, TheNextDrillIsToldToComeWhileTheLastOneIsVerified) {
  options_.jobs = 2;
  std::vector<absl::StatusOr<OneDrillResult>> four(4, Ended(OUTCOME_PASSED, 0));
  EXPECT_EQ(Run(four), 0);
  EXPECT_THAT(coming_, SizeIs(AllOf(Ge(2u), Le(3u))));
  for (const int number : coming_) EXPECT_GT(number, 0);
  EXPECT_THAT(places_, SizeIs(4));
}

TEST_F(DrillRunsTest, OneAfterTheOtherHasTheMachineToItself) {
  EXPECT_EQ(Run({Ended(OUTCOME_PASSED, 0), Ended(OUTCOME_PASSED, 0)}), 0);
  EXPECT_THAT(coming_, IsEmpty());
}

TEST_F(DrillRunsTest, OneAfterTheOtherNeedsNoPrefix) {
  options_.repeat = 2;
  EXPECT_EQ(Run({Ended(OUTCOME_PASSED, 0), Ended(OUTCOME_PASSED, 0)}), 0);
  EXPECT_THAT(Prefixes(), Each(IsEmpty()));
  EXPECT_THAT(console_, HasSubstr("shop/gone: "));
}

TEST_F(DrillRunsTest, SeveralControlsAreJudgedByWhetherEachDidAsItMust) {
  options_.drill.control = Control::kNoRollback;
  OneDrillResult good = Ended(OUTCOME_FAILED, 1);
  good.summary.set_as_expected(true);
  EXPECT_EQ(Run({good, good}), 0);
  EXPECT_EQ(Run({good, Ended(OUTCOME_PASSED, 1)}), 1);
  EXPECT_EQ(Run({good}), 1);
}

TEST_F(DrillRunsTest, AShardRunsItsPartAndNamesDirectoriesAsTheWholeDoes) {
  options_.shard = "2/2";
  EXPECT_EQ(Run({Ended(OUTCOME_PASSED, 0), Ended(OUTCOME_FAILED, 1), Ended(OUTCOME_FAILED, 1)}), 0);
  ASSERT_EQ(places_.size(), 1u);
  EXPECT_EQ(places_[0].run_directory, options_.out + "/shop-gone-2");
  EXPECT_THAT(console_, HasSubstr("2 drills are of other shards than 2/2"));
  EXPECT_THAT(console_, Not(HasSubstr("not run")));
}

TEST_F(DrillRunsTest, RepetitionsAreSharedByTheShards) {
  options_.repeat = 3;
  options_.shard = "1/2";
  EXPECT_EQ(Run({Ended(OUTCOME_PASSED, 0), Ended(OUTCOME_FAILED, 1), Ended(OUTCOME_PASSED, 0)}), 1);
  EXPECT_EQ(places_.size(), 2u);
}

TEST_F(DrillRunsTest, AShardWithoutADrillIsGood) {
  options_.shard = "2/2";
  EXPECT_EQ(Run({Ended(OUTCOME_FAILED, 1)}), 0);
  EXPECT_THAT(places_, IsEmpty());
}

TEST_F(DrillRunsTest, AfterAStopTheRestIsCountedAsNotRun) {
  stop_.RequestStop();
  EXPECT_NE(Run({Ended(OUTCOME_PASSED, 0), Ended(OUTCOME_PASSED, 0)}), 0);
  EXPECT_THAT(places_, IsEmpty());
  EXPECT_THAT(console_, HasSubstr("2 drills were not run"));
}

}  // namespace
}  // namespace drill
