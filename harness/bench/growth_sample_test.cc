#include "harness/bench/growth_sample.h"

#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr uint64_t k50GB = 50'000'000'000;

// 200 bytes a row, and 10 MB besides.
Summary Drill(Outcome outcome, int64_t rows, double ms) {
  Summary summary;
  summary.set_outcome(outcome);
  summary.mutable_growth()->set_rows(rows);
  summary.mutable_growth()->set_bytes(rows * 200 + 10'000'000);
  summary.mutable_recovery()->set_time_ms(ms);
  SummaryTarget& target = *summary.add_targets();
  target.set_limit_ms(300'000);
  target.set_source("line 19 of the runbook");
  return summary;
}

// 2 s, and 2 s more for each 100 000 rows, moved by some milliseconds.
GrowthSample Sample() {
  GrowthSample sample("shop/gone");
  for (const int64_t rows : {10'000, 100'000, 1'000'000}) {
    for (const int moved : {-20, 5, 15}) {
      sample.Add(rows,
                 Drill(OUTCOME_PASSED, rows, 2'000 + 0.02 * static_cast<double>(rows) + moved));
    }
  }
  return sample;
}

TEST(GrowthSampleTest, SaysHowTheTimeGrowsAndWhatThatMeans) {
  const std::string report = GrowthReport(Sample(), k50GB);
  EXPECT_THAT(report, AllOf(HasSubstr("shop/gone with growing data: 9 drills\n"),
                            HasSubstr("10k rows     3 drills, database 12 MB: 2.18 s at best"),
                            HasSubstr("1M rows      3 drills, database 210 MB: 21.98 s at best"),
                            HasSubstr("growth       linear: 2.00 s, and 20.00 s more at 1M rows"),
                            HasSubstr("measured: as predicted")));
  // 300 s are at 14.9M rows, 2.99 GB.
  EXPECT_THAT(report,
              AllOf(HasSubstr("the target of 5 min (line 19 of the runbook) is missed from about "
                              "3 GB on (95 %: "),
                    HasSubstr("the largest that was measured is 210 MB, 14 times smaller"),
                    HasSubstr("at 50 GB: 83 min"), HasSubstr("runbook) is missed; the largest")));
}

TEST(GrowthSampleTest, WithoutBytesItIsRowsThatAreNamed) {
  GrowthSample sample("shop/gone");
  for (const int64_t rows : {10'000, 100'000, 1'000'000}) {
    for (const int moved : {-20, 5, 15}) {
      Summary drill = Drill(OUTCOME_PASSED, rows, 2'000 + 0.02 * static_cast<double>(rows) + moved);
      drill.mutable_growth()->clear_bytes();
      sample.Add(rows, drill);
    }
  }
  EXPECT_FALSE(sample.knows_bytes());
  EXPECT_THAT(GrowthReport(sample, k50GB),
              AllOf(HasSubstr("is missed from about 15M rows on"),
                    HasSubstr("the size of the data in bytes is not known")));
  EXPECT_EQ(GrowthExitCode(sample, k50GB), 2);
}

TEST(GrowthSampleTest, EachSizeIsASeriesOfItsOwn) {
  GrowthSample sample("shop/gone");
  Summary large = Drill(OUTCOME_PASSED, 2'000, 900);
  large.mutable_machine()->set_processor("a processor");
  sample.Add(2'000, large);
  sample.Add(100, Drill(OUTCOME_PASSED, 100, 700));
  sample.Add(100, Drill(OUTCOME_PASSED, 100, 710));
  const std::vector<BenchSeries> series = sample.Series();
  ASSERT_EQ(series.size(), 2u);
  EXPECT_EQ(series[0].name, "shop/gone/recovery/rows:100");
  EXPECT_THAT(series[0].times, ElementsAre(700, 710));
  EXPECT_EQ(series[1].name, "shop/gone/recovery/rows:2000");
  EXPECT_THAT(series[1].times, ElementsAre(900));
  ASSERT_TRUE(sample.machine().has_value());
  EXPECT_EQ(sample.machine()->processor(), "a processor");
}

TEST(GrowthSampleTest, OneSizeIsNoGrowth) {
  GrowthSample sample("shop/gone");
  sample.Add(10'000, Drill(OUTCOME_PASSED, 10'000, 2'000));
  EXPECT_THAT(GrowthReport(sample, 0), HasSubstr("growth       insufficient samples"));
}

TEST(GrowthSampleTest, WhatDidNotPassIsToldAndHasNoTime) {
  GrowthSample sample = Sample();
  Summary late = Drill(OUTCOME_FAILED, 1'000'000, 99'000);
  SummaryCheck& check = *late.add_checks();
  check.set_name("recovery");
  check.set_phase(CHECK_PHASE_RECOVERY);
  late.add_reasons("not back");
  sample.Add(1'000'000, late);
  EXPECT_EQ(sample.Points(false).size(), 9u);
  EXPECT_FALSE(sample.ended());
  EXPECT_THAT(GrowthReport(sample, 0), HasSubstr("1 without a time: not back"));
  EXPECT_EQ(GrowthExitCode(sample, 0), 3);
}

TEST(GrowthSampleTest, LevelsAreSizesWhateverTheirOrder) {
  GrowthSample sample("shop/gone");
  sample.Add(1'000'000, Drill(OUTCOME_PASSED, 1'000'000, 1));
  sample.Add(10'000, Drill(OUTCOME_PASSED, 10'000, 1));
  EXPECT_THAT(sample.Sizes(), ElementsAre(10'000, 1'000'000));
  EXPECT_EQ(sample.Points(false)[0].level, 1);
  EXPECT_EQ(sample.Points(true)[1].size, 12'000'000);
}

TEST(GrowthExitCodeTest, IsThatOfTheSizeThatIsAskedAbout) {
  EXPECT_EQ(GrowthExitCode(Sample(), k50GB), 3);
  EXPECT_EQ(GrowthExitCode(Sample(), 500'000'000), 0);
  EXPECT_EQ(GrowthExitCode(Sample(), 2'990'000'000), 2);
  EXPECT_EQ(GrowthExitCode(Sample(), 0), 0);
  EXPECT_EQ(GrowthExitCode(GrowthSample("shop/gone"), 0), 2);
}

TEST(GrowthExitCodeTest, AFailureAndAnErrorComeFirst) {
  GrowthSample sample = Sample();
  sample.Add(10'000, Drill(OUTCOME_FAILED, 10'000, 1));
  EXPECT_EQ(GrowthExitCode(sample, k50GB), 1);
  EXPECT_TRUE(sample.ended());
  sample.Add(10'000, Drill(OUTCOME_INVALID, 10'000, 1));
  EXPECT_EQ(GrowthExitCode(sample, k50GB), 4);
}

}  // namespace
}  // namespace drill
