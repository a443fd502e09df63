#include "harness/journal/last_drill.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;

TEST(LastDrillTest, KeepsWhatALaterDrillIsComparedWith) {
  const LastDrill last = LastDrillOf(ParseText<Summary>(R"(
        outcome: OUTCOME_FAILED over_target: true procedure_id: 'A2'
        started_at: '2026-08-01T10:00:00Z'
        quarterly { started { quarter: '2026-Q3' } absences { duration_us: 7000 }
                    absences { start_us: 9000 duration_us: 2000 } }
        phases { name: 'decision' duration_ms: 40000 } phases { name: 'procedure' duration_ms: 9 }
        recovery { time_ms: 8900 } time { commands_ms: 5540 } data { rows_lost: 2 }
        checks { name: 'schema' } checks { name: 'data' passed: true }
        checks { name: 'load' skipped: true } checks { name: 'endpoints' undecided: true }
        commands { text: 'stop' } commands { text: 'inner' nested: true } commands { text: 'start' }
        deviations { line: 7 kind: 'skipped' text: 'ask' reason: 'nobody' }
        sources { what: 'document' file: 'R.md' sha256: 'ab' })"),
                                     "drill-runs/1");
  EXPECT_EQ(last.why_none(), "");
  EXPECT_EQ(last.run_directory(), "drill-runs/1");
  EXPECT_EQ(last.quarter(), "2026-Q3");
  EXPECT_EQ(last.started_at(), "2026-08-01T10:00:00Z");
  EXPECT_EQ(last.outcome(), OUTCOME_FAILED);
  EXPECT_TRUE(last.over_target());
  EXPECT_EQ(last.procedure_id(), "A2");
  EXPECT_EQ(last.recovery_ms(), 8900);
  EXPECT_EQ(last.decision_ms(), 40000);
  EXPECT_EQ(last.commands_ms(), 5540);
  EXPECT_EQ(last.rows_lost(), 2);
  EXPECT_EQ(last.away_ms(), 9);
  EXPECT_THAT(last.failed_checks(), ElementsAre("schema"));
  EXPECT_THAT(last.commands(), ElementsAre("stop", "start"));
  EXPECT_THAT(last.deviations(), ElementsAre("line 7: skipped: ask"));
  EXPECT_EQ(last.sources(0).sha256(), "ab");
}

TEST(LastDrillTest, WhatWasNotMeasuredThenHasNoNumber) {
  const LastDrill last = LastDrillOf(ParseText<Summary>("phases { name: 'decision' }"), "");
  EXPECT_FALSE(last.has_recovery_ms());
  EXPECT_FALSE(last.has_decision_ms());
  EXPECT_FALSE(last.has_commands_ms());
  EXPECT_FALSE(last.has_rows_lost());
  EXPECT_FALSE(last.has_away_ms());
}

TEST(LastDrillTest, SaysWhyThereIsNone) {
  EXPECT_EQ(NoLastDrill("no history was named").why_none(), "no history was named");
}

}  // namespace
}  // namespace drill
