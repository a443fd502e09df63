#include "harness/bench/bench_sample.h"

#include <cmath>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A drill that passed, and recovered after so many milliseconds.
Summary Passed(double ms) {
  Summary summary = ParseText<Summary>(R"(
outcome: OUTCOME_PASSED
phases { name: "procedure" started_ms: 1000 duration_ms: 700 }
phases { name: "verification" duration_ms: 400 }
commands { text: "docker compose up -d" line: 55 started_ms: 1020 duration_ms: 600 }
recovery { recovered: true last_red_ms: 100 }
targets { name: "Full rollback" limit_ms: 1000 source: "line 19" }
time { total_ms: 9000 overhead_ms: 8400 }
lateness { phase: "recovery" worst_ms: 12 }
lateness { phase: "host" worst_ms: 90 }
machine { processor: "A" }
inputs_sha256: "abc"
)");
  summary.mutable_recovery()->set_time_ms(ms);
  summary.mutable_targets(0)->set_measured_ms(ms);
  return summary;
}

Summary NotBack() {
  return ParseText<Summary>(R"(
outcome: OUTCOME_FAILED reasons: "not back"
checks { name: "steady_state" phase: CHECK_PHASE_STEADY_STATE passed: true }
checks { name: "recovery" phase: CHECK_PHASE_RECOVERY }
checks { name: "endpoints" phase: CHECK_PHASE_VERIFICATION }
targets { name: "Full rollback" limit_ms: 1000 source: "line 19" }
)");
}

Summary WrongRelease() {
  return ParseText<Summary>(R"(
outcome: OUTCOME_FAILED reasons: "versions/web: expected 1, found 2"
checks { name: "recovery" phase: CHECK_PHASE_RECOVERY passed: true }
checks { name: "versions/web" phase: CHECK_PHASE_VERIFICATION }
targets { name: "Full rollback" limit_ms: 1000 measured_ms: 300 }
)");
}

TEST(FateOfTest, WhatPassedHasATime) { EXPECT_EQ(FateOf(Passed(1)), BenchFate::kTimed); }

TEST(FateOfTest, WhatDidNotComeBackRanOutOfTime) {
  EXPECT_EQ(FateOf(NotBack()), BenchFate::kOutOfTime);
}

TEST(FateOfTest, WhatCameBackWrongHasFailed) {
  EXPECT_EQ(FateOf(WrongRelease()), BenchFate::kFailed);
  Summary summary;
  summary.set_outcome(OUTCOME_FAILED);
  EXPECT_EQ(FateOf(summary), BenchFate::kFailed);
}

TEST(FateOfTest, ACommandWithoutAnEndRanOutOfTimeOneThatFailedDidNot) {
  Summary summary = ParseText<Summary>(R"(
outcome: OUTCOME_FAILED
checks { name: "procedure" phase: CHECK_PHASE_PROCEDURE }
commands { text: "a" exit_code: 1 }
)");
  EXPECT_EQ(FateOf(summary), BenchFate::kFailed);
  summary.mutable_commands(0)->set_timed_out(true);
  EXPECT_EQ(FateOf(summary), BenchFate::kOutOfTime);
}

TEST(FateOfTest, AnUndecidedCheckIsNotTheOneThatFailed) {
  Summary summary = NotBack();
  summary.mutable_checks(1)->set_undecided(true);
  EXPECT_EQ(FateOf(summary), BenchFate::kFailed);
}

TEST(FateOfTest, TheRestIsNoTime) {
  Summary summary;
  summary.set_outcome(OUTCOME_INCONCLUSIVE);
  EXPECT_EQ(FateOf(summary), BenchFate::kInconclusive);
  for (const Outcome outcome : {OUTCOME_INVALID, OUTCOME_ERROR, OUTCOME_UNSPECIFIED}) {
    summary.set_outcome(outcome);
    EXPECT_EQ(FateOf(summary), BenchFate::kError);
  }
}

TEST(BenchSampleTest, RunningOutOfTimeIsAMissAndNeverDropped) {
  BenchSample sample("shop/gone");
  sample.Add(Passed(900));
  sample.Add(NotBack());
  sample.Add(Passed(1100));
  ASSERT_THAT(sample.targets(), SizeIs(1));
  const BenchTarget& target = sample.targets()[0];
  EXPECT_EQ(target.name, "recovery");
  ASSERT_THAT(target.times, SizeIs(3));
  EXPECT_TRUE(std::isinf(target.times[1]));
  EXPECT_EQ(target.sample().runs, 3);
  EXPECT_EQ(target.sample().misses, 2);
  EXPECT_FALSE(sample.ended());
  EXPECT_EQ(sample.why(), "not back");
}

TEST(BenchSampleTest, AFailedDrillIsNoTimeAndEndsIt) {
  BenchSample sample("shop/gone");
  sample.Add(Passed(900));
  sample.Add(WrongRelease());
  EXPECT_THAT(sample.targets()[0].times, ElementsAre(900));
  EXPECT_TRUE(sample.ended());
  EXPECT_EQ(sample.Count(BenchFate::kFailed), 1);
  EXPECT_EQ(sample.why(), "versions/web: expected 1, found 2");
}

TEST(BenchSampleTest, AnInconclusiveDrillCountsNeitherWay) {
  BenchSample sample("shop/gone");
  Summary summary = Passed(5000);
  summary.set_outcome(OUTCOME_INCONCLUSIVE);
  sample.Add(summary);
  EXPECT_THAT(sample.targets(), IsEmpty());
  EXPECT_THAT(sample.Series(), IsEmpty());
  EXPECT_EQ(sample.drills(), 1);
  EXPECT_FALSE(sample.ended());
}

TEST(BenchSampleTest, IsDecidedWhenEveryTargetIs) {
  BenchSample sample("shop/gone");
  EXPECT_FALSE(sample.Decided(50));
  for (int i = 0; i < 4; ++i) sample.Add(Passed(900));
  EXPECT_FALSE(sample.Decided(50));
  sample.Add(Passed(900));
  EXPECT_TRUE(sample.Decided(50));
  EXPECT_FALSE(sample.Decided(95));
}

TEST(BenchSampleTest, IsDecidedByTheContrary) {
  BenchSample sample("shop/gone");
  sample.Add(Passed(1100));
  EXPECT_FALSE(sample.Decided(95));
  sample.Add(NotBack());
  EXPECT_TRUE(sample.Decided(95));
}

TEST(BenchSampleTest, KeepsWhatTheTimesAreMadeOf) {
  BenchSample sample("shop/gone");
  sample.Add(Passed(900));
  sample.Add(Passed(920));
  std::vector<std::string> names;
  for (const BenchSeries& series : sample.Series()) names.push_back(series.name);
  EXPECT_THAT(names, ElementsAre("shop/gone/recovery", "shop/gone/line-55", "shop/gone/restart",
                                 "shop/gone/verify"));
  EXPECT_THAT(sample.Series()[1].times, ElementsAre(600, 600));
  EXPECT_EQ(sample.Series()[1].text, "docker compose up -d");
  // 620 ms until the last command's end.
  EXPECT_THAT(sample.Series()[2].times, ElementsAre(280, 300));
  EXPECT_THAT(sample.between(), ElementsAre(20, 20));
  EXPECT_THAT(sample.resolution(), ElementsAre(800, 820));
  EXPECT_EQ(sample.worst_lateness_ms(), 12);
  EXPECT_EQ(sample.machine()->processor(), "A");
  EXPECT_EQ(sample.inputs(), "abc");
}

TEST(BenchSampleTest, ASpanThatHadEndedIsKnownWhereTheWholeHasNoEnd) {
  Summary summary = NotBack();
  SummaryTarget& decided = *summary.add_targets();
  decided.set_name("Decide");
  decided.set_span(SPAN_DETECTION_TO_DECISION);
  decided.set_limit_ms(500);
  decided.set_measured_ms(200);
  BenchSample sample("shop/gone");
  sample.Add(summary);
  ASSERT_THAT(sample.targets(), SizeIs(2));
  EXPECT_EQ(sample.targets()[1].name, "detection_to_decision");
  EXPECT_THAT(sample.targets()[1].times, ElementsAre(200));
}

TEST(MedianOfTest, IsTheMiddle) {
  EXPECT_EQ(MedianOf({3, 1, 2}), 2);
  EXPECT_EQ(MedianOf({1, 2}), 1.5);
  EXPECT_EQ(MedianOf({1, 2, INFINITY}), 2);
  EXPECT_TRUE(std::isinf(MedianOf({1, INFINITY, INFINITY})));
  EXPECT_EQ(MedianOf({}), 0);
}

TEST(BenchTimeTest, SaysThatThereIsNoEnd) {
  EXPECT_EQ(BenchTime(1500), "1.50 s");
  EXPECT_EQ(BenchTime(INFINITY), "no end in time");
}

}  // namespace
}  // namespace drill
