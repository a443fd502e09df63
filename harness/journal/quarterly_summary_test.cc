#include "harness/journal/quarterly_summary.h"

#include <string>

#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

Summary After(const std::string& event) {
  Summary summary;
  summary.set_procedure_id("A2");
  summary.set_heading("Take back the last migration");
  AddQuarterly(ParseText<Event>(event), summary);
  return summary;
}

TEST(QuarterlySummaryTest, AnyOtherEventMakesNoQuarterlyDrill) {
  EXPECT_FALSE(After("note { text: 'x' }").has_quarterly());
}

TEST(QuarterlySummaryTest, TheProcedureThatWasDecidedOnIsTheOneDrilled) {
  const Summary summary = After(
      "procedure_chosen { id: 'A1' heading: 'Full rollback' scenarios_id: 'A2' by_person: true }");
  EXPECT_EQ(summary.procedure_id(), "A1");
  EXPECT_EQ(summary.heading(), "Full rollback");
  EXPECT_EQ(summary.quarterly().decision().scenarios_id(), "A2");
}

TEST(QuarterlySummaryTest, WhoDecidesForNothingHasDrilledNoOtherProcedure) {
  EXPECT_EQ(After("procedure_chosen { refused: true }").procedure_id(), "A2");
}

TEST(QuarterlySummaryTest, KeepsWhatThePersonSaidAndSawInItsOrder) {
  Summary summary;
  for (const char* text :
       {"quarterly { quarter: '2026-Q4' checklist { text: 'Told' } }",
        "monitoring { looks { probe: 'health' green: false } }", "monitoring {}",
        "step_confirmed { line: 7 answer: STEP_ANSWER_SKIP reason: 'done before' }",
        "at_us: 2500000 note_taken { text: 'slow page' improve: true }",
        "checklist_tick { item { text: 'Told' } answer: TICK_ANSWER_NO note: 'forgotten' }",
        "last_drill { quarter: '2026-Q3' }", "debriefed {}",
        "absence { start_us: 7 ended_by: ABSENCE_END_ENDED }"})
    AddQuarterly(ParseText<Event>(text), summary);
  const SummaryQuarterly& quarterly = summary.quarterly();
  EXPECT_EQ(quarterly.started().quarter(), "2026-Q4");
  ASSERT_EQ(quarterly.monitoring_size(), 2);
  EXPECT_EQ(quarterly.monitoring(0).looks(0).probe(), "health");
  EXPECT_EQ(quarterly.steps(0).reason(), "done before");
  EXPECT_EQ(quarterly.notes(0).at_ms(), 2500);
  EXPECT_TRUE(quarterly.notes(0).improve());
  EXPECT_EQ(quarterly.checklist(0).note(), "forgotten");
  EXPECT_EQ(quarterly.last().quarter(), "2026-Q3");
  EXPECT_TRUE(quarterly.debriefed());
  EXPECT_EQ(quarterly.absences(0).start_us(), 7);
}

}  // namespace
}  // namespace drill
