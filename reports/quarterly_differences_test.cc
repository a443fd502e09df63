#include "reports/quarterly_differences.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Of(const std::string& summary) {
  return DifferencesFromLast(ParseText<Summary>(summary));
}

TEST(DifferencesFromLastTest, SaysWhatHasChanged) {
  EXPECT_THAT(
      Of(R"(
        outcome: OUTCOME_PASSED over_target: true procedure_id: 'A1'
        recovery { time_ms: 9000 } time { commands_ms: 4000 } data { rows_lost: 0 }
        checks { name: 'load' } checks { name: 'data' passed: true }
        commands { text: 'stop' } commands { text: 'start' } commands { text: 'start' }
        deviations { line: 7 kind: 'skipped' text: 'ask' }
        sources { what: 'document' file: 'R.md' sha256: 'new' }
        sources { what: 'stack' file: 's' sha256: 'same' }
        quarterly { last {
          outcome: OUTCOME_FAILED procedure_id: 'A2' decision_ms: 30000 commands_ms: 5000
          rows_lost: 3 failed_checks: 'schema' commands: 'stop' commands: 'pull'
          sources { what: 'document' sha256: 'old' } sources { what: 'stack' sha256: 'same' }
        } })"),
      ElementsAre(
          "ended: then failed; now passed, over a time target", "procedure: then A2; now A1",
          "recovery: then not measured; now 9.00 s", "decision: then 30.00 s; now not measured",
          "documented commands: then 5.00 s; now 4.00 s", "lost: then 3 writes; now 0 writes",
          "check failed now and not then: load", "check failed then and not now: schema",
          "command run now and not then: start", "command run then and not now: pull",
          "deviation now and not then: line 7: skipped: ask",
          "the document has changed since: R.md"));
}

TEST(DifferencesFromLastTest, AClosedTerminalIsToldBesideTheTimesThatHoldIt) {
  EXPECT_THAT(Of("outcome: OUTCOME_PASSED recovery { time_ms: 90000 }"
                 "quarterly { absences { start_us: 5 duration_us: 60000000 }"
                 "            last { outcome: OUTCOME_PASSED recovery_ms: 8000 } }"),
              ElementsAre("ended as then: passed", "recovery: then 8.00 s; now 1 min 30 s",
                          "decision: then not measured; now not measured",
                          "documented commands: then not measured; now not measured",
                          "terminal closed, which these times may hold: then 0 ms; now 1 min"));
}

TEST(DifferencesFromLastTest, TimesAreToldWhereNothingElseHasChanged) {
  EXPECT_THAT(Of("outcome: OUTCOME_PASSED recovery { time_ms: 9000 }"
                 "quarterly { last { outcome: OUTCOME_PASSED recovery_ms: 8000 } }"),
              ElementsAre("ended as then: passed", "recovery: then 8.00 s; now 9.00 s",
                          "decision: then not measured; now not measured",
                          "documented commands: then not measured; now not measured"));
}

TEST(DifferencesFromLastTest, WithoutALastDrillNothingIsCompared) {
  EXPECT_THAT(Of("quarterly { last { why_none: 'the history has none' } }"), IsEmpty());
  EXPECT_THAT(Of("quarterly {}"), IsEmpty());
}

TEST(LastDrillSentenceTest, SaysWhichOrWhyNone) {
  EXPECT_EQ(LastDrillSentence(ParseText<LastDrill>("why_none: 'the history has none'")),
            "the history has none");
  EXPECT_EQ(LastDrillSentence(ParseText<LastDrill>(
                "quarter: '2026-Q3' started_at: '2026-08-01' run_directory: 'drill-runs/1'")),
            "2026-Q3, begun 2026-08-01, drill-runs/1");
  EXPECT_EQ(LastDrillSentence(ParseText<LastDrill>("started_at: '2026-08-01'")),
            "not a quarterly drill, begun 2026-08-01");
}

}  // namespace
}  // namespace drill
