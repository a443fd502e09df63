#include "harness/journal/span_times.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Optional;

Event At(int64_t seconds) {
  Event event;
  event.set_at_us(seconds * 1'000'000);
  return event;
}

// Detected at 10 s, decided at 14 s, the procedure's phase at 15 s, its first step at 16 s, green
// at 30 s.
class SpanTimesTest : public ::testing::Test {
 protected:
  void Detect(bool detected = true) {
    Event event = At(10);
    event.mutable_detection()->set_detected(detected);
    times_.Take(event);
  }
  void Decide(bool by_person) {
    Event event = At(14);
    event.mutable_decision()->set_by_person(by_person);
    event.mutable_decision()->set_given_us(3'000'000);
    times_.Take(event);
  }
  void RunProcedure() {
    Event started = At(15);
    started.mutable_phase_started()->set_name("procedure");
    times_.Take(started);
    Event step = At(20);
    step.mutable_manual_step()->set_start_us(16'000'000);
    times_.Take(step);
    Event command = At(22);
    command.mutable_command_run()->set_start_us(20'000'000);
    times_.Take(command);
  }
  void Recover() {
    Event event = At(31);
    event.mutable_recovered()->set_recovered(true);
    event.mutable_recovered()->set_first_green_us(30'000'000);
    times_.Take(event);
  }

  SpanTimes times_;
};

TEST_F(SpanTimesTest, EachSpanHasItsEnds) {
  Detect();
  Decide(true);
  RunProcedure();
  Recover();
  EXPECT_THAT(times_.Microseconds(SPAN_DETECTION_TO_DECISION), Optional(4'000'000));
  EXPECT_THAT(times_.Microseconds(SPAN_DECISION_TO_EXECUTION), Optional(2'000'000));
  EXPECT_THAT(times_.Microseconds(SPAN_EXECUTION_TO_VERIFICATION), Optional(14'000'000));
  EXPECT_THAT(times_.Microseconds(SPAN_TOTAL), Optional(20'000'000));
  EXPECT_THAT(times_.Microseconds(SPAN_RECOVERY), Optional(15'000'000));
  EXPECT_EQ(times_.Remark(SPAN_TOTAL), "");
}

TEST_F(SpanTimesTest, WhatWasNotDetectedHasNoTime) {
  Detect(false);
  Decide(true);
  RunProcedure();
  Recover();
  EXPECT_EQ(times_.Microseconds(SPAN_TOTAL), std::nullopt);
  EXPECT_THAT(times_.Remark(SPAN_TOTAL), HasSubstr("nothing was detected"));
  EXPECT_THAT(times_.Microseconds(SPAN_EXECUTION_TO_VERIFICATION), Optional(14'000'000));
  EXPECT_EQ(times_.Remark(SPAN_EXECUTION_TO_VERIFICATION), "");
}

TEST_F(SpanTimesTest, ASystemThatDidNotComeBackHasNoEnd) {
  Detect();
  Decide(true);
  RunProcedure();
  EXPECT_EQ(times_.Microseconds(SPAN_TOTAL), std::nullopt);
  EXPECT_EQ(times_.Microseconds(SPAN_EXECUTION_TO_VERIFICATION), std::nullopt);
  EXPECT_THAT(times_.Microseconds(SPAN_DETECTION_TO_DECISION), Optional(4'000'000));
}

TEST_F(SpanTimesTest, WhatStoodInForAPersonIsTold) {
  Detect();
  Decide(false);
  EXPECT_THAT(times_.Remark(SPAN_DETECTION_TO_DECISION), HasSubstr("3.0 s passed in their place"));
  EXPECT_THAT(times_.Remark(SPAN_TOTAL), HasSubstr("nobody decided"));
  EXPECT_EQ(times_.Remark(SPAN_DECISION_TO_EXECUTION), "");
}

TEST_F(SpanTimesTest, AQuarterlyDrillIsDecidedWithItsProcedure) {
  Detect();
  Event event = At(14);
  event.mutable_procedure_chosen()->set_duration_us(60'000'000);
  times_.Take(event);
  RunProcedure();
  EXPECT_THAT(times_.Microseconds(SPAN_DETECTION_TO_DECISION), Optional(4'000'000));
  EXPECT_THAT(times_.Microseconds(SPAN_DECISION_TO_EXECUTION), Optional(2'000'000));
  EXPECT_THAT(times_.Remark(SPAN_TOTAL), HasSubstr("60.0 s passed in their place"));
}

TEST_F(SpanTimesTest, AClosedTerminalIsToldWithTheTimesThatHoldIt) {
  Detect();
  Decide(true);
  RunProcedure();
  Event event = At(100);
  event.mutable_absence()->set_start_us(9'000'000);
  event.mutable_absence()->set_duration_us(3'000'000);
  times_.Take(event);
  EXPECT_EQ(times_.Remark(SPAN_DETECTION_TO_DECISION), "the terminal was closed for 2.0 s of it");
  EXPECT_EQ(times_.Remark(SPAN_EXECUTION_TO_VERIFICATION), "");
}

TEST_F(SpanTimesTest, WhoDecidesForNothingHasNoTimeOfADecision) {
  Detect();
  Event event = At(14);
  event.mutable_procedure_chosen()->set_refused(true);
  times_.Take(event);
  EXPECT_EQ(times_.Microseconds(SPAN_DETECTION_TO_DECISION), std::nullopt);
}

}  // namespace
}  // namespace drill
