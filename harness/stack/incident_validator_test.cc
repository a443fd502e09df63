#include "harness/stack/incident_validator.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

std::string ProblemsOf(const std::string& text) {
  std::vector<Problem> problems;
  Stack stack;
  const FieldLocations locations = ParseTextProto("s", text, &stack, &problems);
  FieldChecker checker(locations, &problems);
  std::set<std::string> names = {"health"};
  ValidateIncident(stack, &names, &checker);
  return FormatProblems(problems);
}

TEST(ValidateIncidentTest, AllIsThere) {
  EXPECT_EQ(ProblemsOf("load {} steady_state { name: 'health' }"
                       "triggers { quote: 'a' issue: 'Bug' "
                       "  errors { above_percent: 10 lasting { seconds: 300 } } }"
                       "triggers { quote: 'b' slower { by_percent: 50 } }"
                       "triggers { quote: 'c' red { names: 'health' } }"
                       "triggers { quote: 'd' probe { name: 'file' file { path: '/x' } } }"
                       "triggers_shortened: 60 "
                       "decision_table { heading: 'h' kinds: 'Code' given { seconds: 5 } }"
                       "procedures { id: 'A' heading: 'h' kinds: 'Code' }"
                       "span_targets { span: SPAN_TOTAL runbook_row: 'Total' }"),
            "");
}

TEST(ValidateIncidentTest, ATriggerSaysWhatItIsAbout) {
  EXPECT_THAT(ProblemsOf("triggers {}"), HasSubstr("triggers[0].quote is required"));
  EXPECT_THAT(ProblemsOf("triggers { quote: 'a' }"),
              HasSubstr("triggers[0] is required; set errors, slower, red or probe"));
  EXPECT_THAT(ProblemsOf("triggers { quote: 'a' red { names: 'gone' } }"
                         "triggers { quote: 'a' red {} }"),
              testing::AllOf(HasSubstr("gone"), HasSubstr("triggers[1].red.names is required"),
                             HasSubstr("triggers[1].quote")));
}

TEST(ValidateIncidentTest, ATriggerOfTheLoadHasItsNumbers) {
  EXPECT_THAT(
      ProblemsOf("triggers { quote: 'a' errors { above_percent: 100 } }"),
      testing::AllOf(HasSubstr("errors.above_percent is not between 0 and 100"),
                     HasSubstr("errors.lasting is required"), HasSubstr("the stack has no load")));
  EXPECT_THAT(ProblemsOf("load {} triggers { quote: 'a' slower { by_percent: -1 } }"),
              HasSubstr("slower.by_percent is not above 0"));
}

TEST(ValidateIncidentTest, WhatBelongsToATableNeedsIt) {
  EXPECT_THAT(ProblemsOf("triggers { quote: 'a' issue: 'Bug' red { names: '*' } }"),
              HasSubstr("triggers[0].issue is a row of `decision_table`, which is not there"));
  EXPECT_THAT(ProblemsOf("procedures { id: 'A' heading: 'h' kinds: 'Code' }"),
              HasSubstr("procedures[0].kinds[0]"));
  EXPECT_THAT(ProblemsOf("decision_table {}"),
              testing::AllOf(HasSubstr("decision_table.heading is required"),
                             HasSubstr("decision_table.kinds is required")));
}

TEST(ValidateIncidentTest, TheShorteningIsNoLengthening) {
  EXPECT_THAT(ProblemsOf("triggers_shortened: 0.5"), HasSubstr("triggers_shortened is below 1"));
}

TEST(ValidateIncidentTest, ASpanHasOneTarget) {
  EXPECT_THAT(ProblemsOf("span_targets { span: SPAN_TOTAL runbook_row: 'a' }"
                         "span_targets { span: SPAN_TOTAL } span_targets { runbook_row: 'b' }"),
              testing::AllOf(HasSubstr("span_targets[1].runbook_row is required"),
                             HasSubstr("span_targets[1].span"),
                             HasSubstr("span_targets[2].span is not set, or is the recovery")));
}

}  // namespace
}  // namespace drill
