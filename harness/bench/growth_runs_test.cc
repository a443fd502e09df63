#include "harness/bench/growth_runs.h"

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
using ::testing::SizeIs;

class SteppedClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now_; }
  absl::Time Wall() override { return absl::UnixEpoch() + now_; }
  void Sleep(absl::Duration duration) override { now_ += duration; }

 private:
  absl::Duration now_ = absl::Hours(5);
};

class GrowthRunsTest : public testing::Test {
 protected:
  // Each drill takes a minute.
  absl::StatusOr<GrowthRuns> Run(Outcome outcome = OUTCOME_PASSED) {
    return RunGrowth(plan_, "out", drill_, clock_, stop_,
                     [&](const PreparedDrill&, const DrillPlace& place, int64_t rows) {
                       clock_.Sleep(absl::Minutes(1));
                       rows_.push_back(rows);
                       places_.push_back(place.run_directory);
                       OneDrillResult result;
                       result.summary.set_outcome(outcome);
                       return absl::StatusOr<OneDrillResult>(std::move(result));
                     });
  }

  SampleShop shop_;
  PreparedDrill drill_ = shop_.Prepare();
  GrowthPlan plan_;
  SteppedClock clock_;
  StopToken stop_;
  std::vector<int64_t> rows_;
  std::vector<std::string> places_;
};

TEST_F(GrowthRunsTest, SmallerSizesTakeTurnsAndTheLargestComesLast) {
  plan_.rows = {1000, 10, 100};
  plan_.repeat = 2;
  const auto runs = Run();
  ASSERT_THAT(runs, IsOk());
  EXPECT_THAT(rows_, ElementsAre(10, 100, 10, 100, 1000, 1000));
  EXPECT_EQ(places_.back(), "out/shop-gone-6-rows-1000");
  EXPECT_FALSE(runs->cut_short);
  EXPECT_THAT(runs->sample.drills(), SizeIs(6));
}

TEST_F(GrowthRunsTest, AFailedDrillEndsIt) {
  plan_.rows = {10, 100};
  const auto runs = Run(OUTCOME_FAILED);
  ASSERT_THAT(runs, IsOk());
  EXPECT_THAT(rows_, ElementsAre(10));
}

TEST_F(GrowthRunsTest, NoDrillIsBegunAfterTheTimeIsOver) {
  plan_.rows = {10, 100};
  plan_.at_most = absl::Minutes(2);
  const auto runs = Run();
  ASSERT_THAT(runs, IsOk());
  EXPECT_THAT(rows_, SizeIs(2));
  EXPECT_TRUE(runs->cut_short);
}

TEST_F(GrowthRunsTest, StopsWhenToldTo) {
  plan_.rows = {10, 100};
  stop_.RequestStop();
  const auto runs = Run();
  ASSERT_THAT(runs, IsOk());
  EXPECT_THAT(rows_, SizeIs(0));
  EXPECT_TRUE(runs->cut_short);
}

}  // namespace
}  // namespace drill
