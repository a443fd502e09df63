#include "reports/quarterly_events.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(QuarterlyEventLineTest, ShowsWhatAQuarterlyDrillIsLedBy) {
  Event event;
  event.mutable_quarterly()->set_quarter("2026-Q4");
  event.mutable_quarterly()->add_drawn_from("shop/gone");
  event.mutable_quarterly()->set_unattended(true);
  EXPECT_EQ(QuarterlyEventLine(event),
            "  quarterly drill 2026-Q4, drawn from 1 scenario; nobody leads it");
  ProofLook& look = *event.mutable_monitoring()->add_looks();
  look.set_seen("page: red: 503");
  EXPECT_EQ(QuarterlyEventLine(event),
            "  monitoring: 1 of 1 probe is red\n                page: red: 503");
  event.mutable_procedure_chosen()->set_heading("Full rollback");
  EXPECT_EQ(QuarterlyEventLine(event), "  decided: Full rollback");
  event.mutable_procedure_chosen()->set_refused(true);
  EXPECT_EQ(QuarterlyEventLine(event), "  decided: nothing is rolled back");
}

TEST(QuarterlyEventLineTest, ShowsWhatALeaderSkippedOrStoppedAt) {
  Event event;
  StepConfirmed& step = *event.mutable_step_confirmed();
  step.set_line(7);
  step.set_text("make");
  step.set_answer(STEP_ANSWER_RUN);
  EXPECT_EQ(QuarterlyEventLine(event), "");
  step.set_answer(STEP_ANSWER_SKIP);
  step.set_reason("it is late");
  EXPECT_EQ(QuarterlyEventLine(event), "  SKIPPED line 7: make (it is late)");
  step.set_answer(STEP_ANSWER_STOP);
  step.clear_reason();
  EXPECT_EQ(QuarterlyEventLine(event), "  STOPPED before line 7: make");
}

TEST(QuarterlyEventLineTest, ShowsWhenTheTerminalWasClosed) {
  Event event;
  event.mutable_absence()->set_duration_us(720000000);
  event.mutable_absence()->set_ended_by(ABSENCE_END_TAKEN_UP);
  EXPECT_EQ(QuarterlyEventLine(event), "  the terminal was closed for 12 min; taken up again");
}

TEST(QuarterlyEventLineTest, WhatOthersShowIsNotItsOwn) {
  Event event;
  event.mutable_note()->set_text("x");
  EXPECT_EQ(QuarterlyEventLine(event), "");
}

}  // namespace
}  // namespace drill
