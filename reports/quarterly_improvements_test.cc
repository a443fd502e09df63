#include "reports/quarterly_improvements.h"

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
  return Improvements(ParseText<Summary>(summary));
}

TEST(ImprovementsTest, ADrillInWhichAllWasWellHasNone) {
  EXPECT_THAT(Of("outcome: OUTCOME_PASSED checks { name: 'data' passed: true }"
                 "checks { name: 'load' skipped: true }"
                 "targets { name: 'x' limit_ms: 9 measured_ms: 8 met: true }"
                 "targets { name: 'y' limit_ms: 9 }"
                 "quarterly { decision { id: 'A2' scenarios_id: 'A2' by_person: true }"
                 "  checklist { item { text: 'Told' } answer: TICK_ANSWER_YES }"
                 "  checklist { item { text: 'Seen' } answer: TICK_ANSWER_NOT_TICKED }"
                 "  notes { text: 'it rained' } steps { answer: STEP_ANSWER_RUN } }"),
              IsEmpty());
}

TEST(ImprovementsTest, WhatFailedOrWasNotDecided) {
  EXPECT_THAT(Of("checks { name: 'schema' expected: 's48' actual: 's49' }"
                 "checks { name: 'load' undecided: true actual: 'too few requests' }"
                 "failures { message: 'stopped by the user' }"),
              ElementsAre("The check schema failed: expected s48, found s49",
                          "The check load could not be decided: too few requests",
                          "The drill ended before its end: stopped by the user"));
}

TEST(ImprovementsTest, WhatTookTooLongOrWasLost) {
  EXPECT_THAT(Of("targets { span: SPAN_TOTAL name: 'Total' limit_ms: 60000 measured_ms: 61000"
                 "          source: '\"1 min\", line 9' }"
                 "data { rows_acknowledged: 9 rows_lost: 2 } residue: 'mount /x'"),
              ElementsAre("The target of Total was missed: 1 min 1 s, documented are 1 min (\"1 "
                          "min\", line 9)",
                          "Data was lost: 2 of 9 acknowledged writes lost (0.00 s from the first "
                          "to the last), 0 unexpected",
                          "Left on the machine: mount /x"));
}

TEST(ImprovementsTest, AClosedTerminalAndTheTimesThatHoldIt) {
  EXPECT_THAT(
      Of("targets { span: SPAN_TOTAL name: 'Total' limit_ms: 60000 measured_ms: 61000"
         "  source: 'line 9' remark: 'the terminal was closed for 40.0 s of it' }"
         "quarterly { decision { duration_us: 50000000 }"
         "  absences { start_us: 5000000 duration_us: 40000000"
         "             ended_by: ABSENCE_END_TAKEN_UP } }"),
      ElementsAre("The target of Total was missed: 1 min 1 s, documented are 1 min (line 9);"
                  " the terminal was closed for 40.0 s of it",
                  "The terminal was closed for 40.00 s, from 5.00 s on (taken up again); "
                  "the time to the decision holds it"));
}

TEST(ImprovementsTest, WhatWasDecidedOtherwise) {
  EXPECT_THAT(
      Of("detection { not_seen: 'x' } decision { differences: 'no row' }"
         "quarterly { decision { id: 'A1' heading: 'Full' scenarios_id: 'A2'"
         "  scenarios_heading: 'Database' not_possible: 'A9: nobody says how' } }"),
      ElementsAre("None of the document's conditions showed the fault",
                  "A procedure was asked for that cannot be run: A9: nobody says how",
                  "Decided on was A1 (Full); this incident is to be rolled back by A2 (Database)",
                  "The decision is not the document's: no row"));
  EXPECT_THAT(Of("quarterly { decision { refused: true scenarios_id: 'A2' } }"),
              ElementsAre("Who led the drill decided against every procedure"));
}

TEST(ImprovementsTest, WhereTheDocumentWasNotFollowed) {
  EXPECT_THAT(Of("deviations { line: 7 kind: 'skipped_by_person' text: 'make' reason: 'late' }"
                 "deviations { line: 9 kind: 'binding' text: '<tag>' reason: 'git tag' }"
                 "unreached { line: 12 text: 'curl -fs x' }"),
              ElementsAre("Line 7 was skipped by who led the drill: make: late",
                          "Line 9 could not be followed as it stands (binding): <tag>: git tag",
                          "Line 12 was never reached: curl -fs x"));
}

TEST(ImprovementsTest, WhatPeopleSaid) {
  EXPECT_THAT(Of("quarterly {"
                 "  checklist { item { text: 'Told' } answer: TICK_ANSWER_NO note: 'forgotten' }"
                 "  checklist { item { text: 'Seen' } answer: TICK_ANSWER_NO }"
                 "  notes { text: 'say which tag' improve: true } }"),
              ElementsAre("Not done: Told: forgotten", "Not done: Seen", "Noted: say which tag"));
}

}  // namespace
}  // namespace drill
