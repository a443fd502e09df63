#include "harness/bench/bench_runs.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/sample_shop.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ManualClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now; }
  absl::Time Wall() override { return absl::UnixEpoch() + now; }
  void Sleep(absl::Duration duration) override { now += duration; }

  absl::Duration now = absl::Hours(5);
};

OneDrillResult Ended(Outcome outcome, double ms) {
  OneDrillResult result;
  result.summary.set_outcome(outcome);
  SummaryTarget& target = *result.summary.add_targets();
  target.set_limit_ms(1000);
  target.set_measured_ms(ms);
  return result;
}

class BenchRunsTest : public testing::Test {
 protected:
  // Each drill takes a minute and ends with what `answer` says of its number, counted from 1.
  absl::Status Run(const std::function<absl::StatusOr<OneDrillResult>(int)>& answer,
                   int scenarios = 1) {
    for (int i = 0; i < scenarios; ++i) drills_.push_back(shop_.Prepare());
    runs_.emplace(plan_, "out", drills_, clock_, stop_,
                  [&](const PreparedDrill&, const DrillPlace& place) {
                    clock_.Sleep(absl::Minutes(1));
                    places_.push_back(place.run_directory);
                    return answer(static_cast<int>(places_.size()));
                  });
    return runs_->RunAll();
  }
  const BenchSample& sample() const { return runs_->samples().front(); }

  SampleShop shop_;
  BenchPlan plan_;
  ManualClock clock_;
  StopToken stop_;
  std::vector<PreparedDrill> drills_;
  std::vector<std::string> places_;
  std::optional<BenchRuns> runs_;
};

TEST_F(BenchRunsTest, GoesOnUntilTheClaimIsShown) {
  plan_.percent = 90;
  EXPECT_THAT(Run([](int) { return Ended(OUTCOME_PASSED, 900); }), IsOk());
  EXPECT_EQ(sample().drills(), 29);
  EXPECT_FALSE(runs_->cut_short());
  EXPECT_EQ(places_.front(), "out/shop-gone-1");
  EXPECT_EQ(places_.back(), "out/shop-gone-29");
}

TEST_F(BenchRunsTest, AMissAsksForMore) {
  plan_.percent = 90;
  EXPECT_THAT(Run([](int n) { return Ended(OUTCOME_PASSED, n == 3 ? 1100 : 900); }), IsOk());
  EXPECT_EQ(sample().drills(), 46);
}

TEST_F(BenchRunsTest, EndsWhenTheContraryIsShown) {
  EXPECT_THAT(Run([](int) { return Ended(OUTCOME_PASSED, 1100); }), IsOk());
  EXPECT_EQ(sample().drills(), 2);
}

TEST_F(BenchRunsTest, InconclusiveDrillsAreMadeUpFor) {
  plan_.percent = 50;
  EXPECT_THAT(
      Run([](int n) { return Ended(n % 2 == 0 ? OUTCOME_INCONCLUSIVE : OUTCOME_PASSED, 900); }),
      IsOk());
  EXPECT_EQ(sample().drills(), 9);
  EXPECT_EQ(sample().targets()[0].times.size(), 5u);
}

TEST_F(BenchRunsTest, AFailedDrillEndsIt) {
  EXPECT_THAT(Run([](int n) { return Ended(n == 4 ? OUTCOME_FAILED : OUTCOME_PASSED, 900); }),
              IsOk());
  EXPECT_EQ(sample().drills(), 4);
  EXPECT_TRUE(sample().ended());
}

TEST_F(BenchRunsTest, AFixedNumberIsMadeWhateverIsDecided) {
  plan_.repeat = 7;
  plan_.percent = 50;
  EXPECT_THAT(Run([](int) { return Ended(OUTCOME_PASSED, 900); }), IsOk());
  EXPECT_EQ(sample().drills(), 7);
}

TEST_F(BenchRunsTest, NoDrillIsBegunAfterTheTimeIsOver) {
  plan_.at_most = absl::Minutes(10);
  EXPECT_THAT(Run([](int) { return Ended(OUTCOME_PASSED, 900); }), IsOk());
  EXPECT_EQ(sample().drills(), 10);
  EXPECT_TRUE(runs_->cut_short());
}

TEST_F(BenchRunsTest, StopsWhenToldTo) {
  EXPECT_THAT(Run([&](int n) {
                if (n == 3) stop_.RequestStop();
                return Ended(OUTCOME_PASSED, 900);
              }),
              IsOk());
  EXPECT_EQ(sample().drills(), 3);
  EXPECT_TRUE(runs_->cut_short());
}

TEST_F(BenchRunsTest, ScenariosTakeTurns) {
  plan_.repeat = 2;
  EXPECT_THAT(Run([](int) { return Ended(OUTCOME_PASSED, 900); }, 2), IsOk());
  EXPECT_THAT(places_, ElementsAre("out/shop-gone-1", "out/shop-gone-1", "out/shop-gone-2",
                                   "out/shop-gone-2"));
}

TEST_F(BenchRunsTest, APlainDrillFollowsEachThatPassed) {
  for (int i = 0; i < 2; ++i) drills_.push_back(shop_.Prepare());
  plan_.repeat = 2;
  const auto run = [&](const PreparedDrill&, const DrillPlace& place) {
    places_.push_back(place.run_directory);
    return absl::StatusOr<OneDrillResult>(
        Ended(places_.size() == 1 ? OUTCOME_INCONCLUSIVE : OUTCOME_PASSED, 900));
  };
  BenchRuns runs(plan_, "out", drills_, clock_, stop_, run);
  runs.AlsoPlain({true, false}, run);
  EXPECT_THAT(runs.RunAll(), IsOk());
  EXPECT_THAT(places_, ElementsAre("out/shop-gone-1", "out/shop-gone-1", "out/shop-gone-2",
                                   "out/shop-gone-2-plain", "out/shop-gone-2"));
  EXPECT_EQ(runs.samples()[0].drills(), 2);
  EXPECT_EQ(runs.plain_samples()[0].drills(), 1);
  EXPECT_EQ(runs.plain_samples()[1].drills(), 0);
}

TEST_F(BenchRunsTest, WhatCouldNotBeRunIsAnError) {
  const absl::Status status = Run([](int) -> absl::StatusOr<OneDrillResult> {
    return absl::InternalError("the pool is full");
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(sample().targets(), IsEmpty());
}

}  // namespace
}  // namespace drill
