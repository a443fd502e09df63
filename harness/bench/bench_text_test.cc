#include "harness/bench/bench_text.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Summary Drill(Outcome outcome, double ms) {
  Summary summary = ParseText<Summary>(R"(
phases { name: "procedure" started_ms: 1000 duration_ms: 700 }
phases { name: "verification" duration_ms: 400 }
commands { text: "docker compose up -d" line: 55 started_ms: 1020 duration_ms: 600 }
recovery { recovered: true last_red_ms: 880 }
targets { name: "Full rollback" limit_ms: 1000 source: "\"~1 s\", line 19 of the runbook" }
time { total_ms: 9000 overhead_ms: 8400 }
)");
  summary.set_outcome(outcome);
  summary.mutable_recovery()->set_time_ms(ms);
  summary.mutable_targets(0)->set_measured_ms(ms);
  return summary;
}

BenchSample Sample(int drills, double ms) {
  BenchSample sample("shop/gone");
  for (int i = 0; i < drills; ++i) sample.Add(Drill(OUTCOME_PASSED, ms));
  return sample;
}

TEST(BenchTextTest, SaysWhatTheDrillsShowAndWhatTheyAreMadeOf) {
  const std::string text = BenchText(Sample(59, 900), {});
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("shop/gone: 59 drills\n"),
            HasSubstr("recovery     p95 within 1.00 s: 59 drills, 0 misses, 95 % confidence "
                      "(\"~1 s\", line 19 of the runbook)"),
            HasSubstr("900 ms at best, 900 ms median, 900 ms at worst; p95 lies between"),
            HasSubstr("line-55      600 ms at best, 600 ms median, 600 ms at worst  docker compose "
                      "up -d"),
            HasSubstr("restart      280 ms"), HasSubstr("verify       400 ms"),
            HasSubstr("harness      20 ms median between the procedure's commands, 8.40 s of a "
                      "drill's 9.00 s around them"),
            HasSubstr("resolution   between the last red look and the first green one lie 20 ms")));
  EXPECT_THAT(text, Not(HasSubstr("insufficient")));
}

TEST(BenchTextTest, ASmallSampleHasTheStrongestClaimThatItBears) {
  EXPECT_THAT(BenchText(Sample(5, 900), {}),
              AllOf(HasSubstr("p95 within 1.00 s: insufficient samples (5 drills, 0 misses)"),
                    HasSubstr("5 drills: the median is within 1.00 s")));
}

TEST(BenchTextTest, WhatDoesNotCountIsTold) {
  BenchSample sample = Sample(2, 900);
  Summary inconclusive = Drill(OUTCOME_INCONCLUSIVE, 900);
  inconclusive.add_reasons("the machine was late");
  sample.Add(inconclusive);
  EXPECT_THAT(BenchText(sample, {}),
              HasSubstr("1 inconclusive, which counts neither way: the machine was late"));
  Summary failed = Drill(OUTCOME_FAILED, 900);
  failed.add_reasons("schema is wrong");
  sample.Add(failed);
  EXPECT_THAT(BenchText(sample, {}),
              HasSubstr("1 FAILED, which is no time at all: schema is wrong"));
}

TEST(BenchTextTest, WhatLookingAgainCostsIsTold) {
  BenchSample sample = Sample(92, 900);
  sample.Add(Drill(OUTCOME_PASSED, 1100));
  EXPECT_THAT(BenchText(sample, {}), HasSubstr("--repeat 93 fixes the number beforehand"));
  BenchPlan fixed;
  fixed.repeat = 93;
  EXPECT_THAT(BenchText(sample, fixed), Not(HasSubstr("beforehand")));
}

TEST(BenchTextTest, NoDrillSaysNothing) {
  EXPECT_THAT(BenchText(BenchSample("shop/gone"), {}), HasSubstr("insufficient samples"));
}

BenchSample Between(double from, double to) {
  BenchSample sample("shop/gone");
  for (int i = 0; i < 5; ++i) sample.Add(Drill(OUTCOME_PASSED, from + (to - from) * i / 5));
  return sample;
}

TEST(DistortionTextTest, SaysWhatTheSessionAdds) {
  EXPECT_THAT(DistortionText(Between(900, 910), Between(800, 810)),
              HasSubstr("distortion   the harness's session adds 100 ms typically (p = 0.0040): "
                        "904 ms median, 804 ms typed into a plain bash"));
}

TEST(DistortionTextTest, SaysThatNoneIsShown) {
  EXPECT_THAT(DistortionText(Between(900, 910), Between(901, 911)), HasSubstr("none is shown"));
}

TEST(DistortionTextTest, TooFewShowNothing) {
  EXPECT_THAT(DistortionText(Between(900, 910), Sample(1, 800)), HasSubstr("insufficient samples"));
  EXPECT_EQ(DistortionText(Between(900, 910), BenchSample("shop/gone")), "");
}

TEST(DistortionTextTest, APlainDrillThatFailedIsTold) {
  BenchSample plain = Between(800, 810);
  Summary failed = Drill(OUTCOME_FAILED, 900);
  failed.add_reasons("no terminal");
  plain.Add(failed);
  EXPECT_THAT(DistortionText(Between(900, 910), plain),
              HasSubstr("a plain drill did not pass: no terminal"));
}

TEST(BenchExitCodeTest, IsThatOfTheWorst) {
  EXPECT_EQ(BenchExitCode({Sample(59, 900)}, 95), 0);
  EXPECT_EQ(BenchExitCode({Sample(5, 900)}, 95), 2);
  EXPECT_EQ(BenchExitCode({Sample(2, 1100)}, 95), 3);
  EXPECT_EQ(BenchExitCode({BenchSample("shop/gone")}, 95), 2);
  EXPECT_EQ(BenchExitCode({Sample(59, 900), Sample(5, 900)}, 95), 2);
  BenchSample failed = Sample(59, 900);
  failed.Add(Drill(OUTCOME_FAILED, 900));
  EXPECT_EQ(BenchExitCode({failed}, 95), 1);
  BenchSample error = Sample(59, 900);
  error.Add(Drill(OUTCOME_ERROR, 900));
  EXPECT_EQ(BenchExitCode({failed, error}, 95), 4);
}

}  // namespace
}  // namespace drill
