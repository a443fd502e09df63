#include "reports/quarterly.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/journal/summary.h"
#include "harness/testing/parse_text.h"
#include "reports/golden.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The sample drill as a quarterly one, which somebody led.
constexpr const char* kEvents[] = {
    "quarterly { quarter: '2026-Q1' plan: 'scenarios/aria/quarterly.textproto'"
    "  drawn_from: 'aria/bad_migration' drawn_from: 'aria/bad_release' blind: true"
    "  asked_each_step: true"
    "  checklist { heading: 'Drills' line: 60 text: 'Severity assessed' }"
    "  checklist { heading: 'Drills' line: 61 text: 'Team told' }"
    "  checklist { heading: 'Drills' line: 62 text: 'Post-mortem scheduled' } }",
    "last_drill { quarter: '2025-Q4' started_at: '2025-11-20T10:00:00Z' outcome: OUTCOME_FAILED"
    "  run_directory: 'drill-runs/20251120' procedure_id: 'A2' recovery_ms: 9100"
    "  failed_checks: 'data' commands: 'docker compose pull' rows_lost: 4 }",
    "at_us: 9210000 monitoring {"
    "  looks { probe: 'health' seen: 'health: red: 503' }"
    "  looks { probe: 'database' green: true seen: 'database: green: 1 row' }"
    "  load { name: 'before' reads_sent: 40 latency_p50_ms: 3 latency_p99_ms: 10 }"
    "  load { name: 'lately' reads_sent: 80 error_rate: 0.4 latency_p50_ms: 5 latency_p99_ms: 900 "
    "} }",
    "at_us: 9310000 procedure_chosen { id: 'A2' heading: 'Take back the last migration'"
    "  scenarios_id: 'A2' scenarios_heading: 'Take back the last migration' by_person: true"
    "  start_us: 9220000 duration_us: 90000 not_possible: 'A3: nobody says which revision' }",
    "at_us: 9290000 absence { start_us: 9230000 duration_us: 60000"
    "  ended_by: ABSENCE_END_TAKEN_UP }",
    "at_us: 9027500 step_confirmed { text: 'docker compose logs | less' line: 45"
    "  answer: STEP_ANSWER_SKIP reason: 'seen before' start_us: 12635000 by_person: true }",
    "at_us: 12640000 deviation { line: 45 text: 'docker compose logs | less'"
    "  reason: 'seen before' kind: 'skipped_by_person' }",
    "at_us: 12900000 note_taken { text: 'the page does not say which container' improve: true }",
    "at_us: 20000000 checklist_tick { item { heading: 'Drills' line: 60"
    "  text: 'Severity assessed' } answer: TICK_ANSWER_YES }",
    "at_us: 21000000 checklist_tick { item { heading: 'Drills' line: 61 text: 'Team told' }"
    "  answer: TICK_ANSWER_NO note: 'nobody answered' }"};

Summary Quarterly(bool to_its_end) {
  Journal journal = SampleJournal();
  for (const char* text : kEvents) journal.events.push_back(ParseText<Event>(text));
  if (to_its_end) {
    journal.events.push_back(
        ParseText<Event>("checklist_tick { item { line: 62 text: 'Post-mortem scheduled' }"
                         "  answer: TICK_ANSWER_NOT_TICKED }"));
    journal.events.push_back(ParseText<Event>("debriefed {}"));
  }
  Verdict verdict;
  verdict.outcome = OUTCOME_INCONCLUSIVE;
  verdict.exit_code = 2;
  verdict.reasons = {"procedure: not run as written, who led the drill skipped line 45"};
  return Summarize(journal, verdict);
}

TEST(QuarterlyReportTest, IsWhatItWas) {
  ExpectGolden("quarterly.md", QuarterlyReport(Quarterly(true)));
}

TEST(QuarterlyReportTest, AChecklistThatWasLeftSaysHowToGoOn) {
  const std::string report = QuarterlyReport(Quarterly(false));
  EXPECT_THAT(report, HasSubstr("| 62 | Post-mortem scheduled | not asked yet |"));
  EXPECT_THAT(report, HasSubstr("tools/drill quarterly --resume"));
  EXPECT_THAT(QuarterlyReport(Quarterly(true)), Not(HasSubstr("--resume")));
}

TEST(QuarterlyReportTest, WhoSkippedACommandDidNotRunTheDocumentAsWritten) {
  EXPECT_THAT(QuarterlyReport(Quarterly(true)),
              HasSubstr("NOT run as written: 1 command was skipped"));
}

TEST(QuarterlyReportTest, ADrillThatNobodyLedSaysWhatPassedInTheirPlace) {
  const std::string report = QuarterlyReport(ParseText<Summary>(R"(
    outcome: OUTCOME_ERROR
    quarterly { started { quarter: '2026-Q1' unattended: true decision_given_us: 60000000
                          step_given_us: 5000000 }
                last { why_none: 'no history was named' } })"));
  EXPECT_THAT(report,
              HasSubstr("nobody: 1 min passed in the place of the decision, 5.00 s before"));
  EXPECT_THAT(report, HasSubstr("no history was named"));
  EXPECT_THAT(report, HasSubstr("the drill did not come that far"));
  EXPECT_THAT(report, HasSubstr("Nothing follows from what was found."));
  EXPECT_THAT(report, Not(HasSubstr("## Checklist")));
}

}  // namespace
}  // namespace drill
