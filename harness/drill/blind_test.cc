#include "harness/drill/blind.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"
#include "reports/console.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// What the console shows of it.
std::string Shown(const std::string& event) {
  return EventLine(WithoutTheFault(ParseText<Event>(event)));
}

class BlindTest : public ::testing::TestWithParam<const char*> {};

TEST_P(BlindTest, NothingNamesTheFault) {
  const std::string shown = WithoutTheFault(ParseText<Event>(GetParam())).ShortDebugString();
  EXPECT_THAT(shown, Not(HasSubstr("SECRET")));
}

INSTANTIATE_TEST_SUITE_P(
    Events, BlindTest,
    ::testing::Values(
        "drill_started { scenario: 'SECRET' heading: 'SECRET' description: 'SECRET' "
        "fault_summary: 'SECRET' procedure_id: 'SECRET' command_line: 'SECRET' }",
        "fault_injected { summary: 'SECRET' output: 'SECRET' choices { name: 'SECRET' } }",
        "fault_proof { proved: true evidence: 'SECRET' }",
        "proof_before { looks { probe: 'SECRET' seen: 'SECRET' } }",
        "quarterly { drawn_from: 'SECRET' quarter: '2026-Q4' }",
        "procedure_chosen { id: 'A1' scenarios_id: 'SECRET' scenarios_heading: 'SECRET' }",
        "last_drill { procedure_id: 'SECRET' commands: 'SECRET' }",
        "target { name: 'SECRET' source: 'SECRET' }", "decision { issue: 'SECRET' }",
        "failure { message: 'not proved: SECRET' }", "note { text: 'SECRET' }",
        "deviation { text: 'SECRET' }", "check { name: 'SECRET' actual: 'SECRET' }",
        "not_looked_at { check: 'SECRET' }", "evidence { what: 'SECRET' }"));

TEST(BlindConsoleTest, WhatHappensIsShownAllTheSame) {
  EXPECT_THAT(Shown("drill_started { scenario: 'shop/gone' }"),
              HasSubstr("not told until the end"));
  EXPECT_THAT(Shown("fault_injected { summary: 'gone' }"), HasSubstr("something goes wrong"));
  EXPECT_THAT(Shown("fault_proof { proved: true evidence: 'gone' }"), HasSubstr("proved"));
  EXPECT_THAT(Shown("phase_ended { name: 'fault' duration_us: 5000000 }"), HasSubstr("fault"));
  EXPECT_THAT(Shown("command_run { text: 'make' line: 7 }"), HasSubstr("make"));
  EXPECT_THAT(Shown("detection { detected: true seen: '40 % errors' }"), HasSubstr("40 % errors"));
  EXPECT_EQ(Shown("deviation { kind: 'not_done' reason: 'x' }"), "");
}

}  // namespace
}  // namespace drill
