#include "reports/tap.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

TEST(TapTest, HasAPointForEachDrillAndEachPieceOfEvidence) {
  const GateReport report = ParseText<GateReport>(R"(
results { scenario: "shop/a" state: GATE_STATE_GOOD fate: GATE_FATE_RUN
          summary { outcome: OUTCOME_PASSED as_expected: true } }
results { scenario: "shop/b" state: GATE_STATE_BAD exit_code: 1 fate: GATE_FATE_RUN reason: "the \"page\" is gone"
          summary { outcome: OUTCOME_FAILED } }
results { scenario: "shop/c" state: GATE_STATE_KNOWN fate: GATE_FATE_RUN reason: "known until 2026-12-31: #12"
          summary { outcome: OUTCOME_FAILED } }
results { scenario: "shop/d" state: GATE_STATE_ELSEWHERE fate: GATE_FATE_OTHER_SHARD reason: "another shard's" }
results { scenario: "shop/e" state: GATE_STATE_TOLD fate: GATE_FATE_RUN reason: "late"
          summary { outcome: OUTCOME_FAILED } }
results { scenario: "shop/f" state: GATE_STATE_GOOD fate: GATE_FATE_REUSED
          summary { outcome: OUTCOME_PASSED as_expected: true started_at: "2026-06-01T00:00:00Z" } }
evidence { what: "procedure A2 of aria" state: GATE_STATE_BAD exit_code: 2 reason: "too old" }
)");
  EXPECT_EQ(TapReport(report), R"(TAP version 14
1..7
ok 1 - shop/a: passed
not ok 2 - shop/b: failed
  ---
  message: "the \"page\" is gone"
  severity: fail
  exit_code: 1
  ...
not ok 3 - shop/c: failed # TODO known until 2026-12-31: \#12
  ---
  message: "known until 2026-12-31: #12"
  severity: todo
  exit_code: 0
  ...
ok 4 - shop/d # SKIP another shard's
not ok 5 - shop/e: failed # TODO not required
  ---
  message: "late"
  severity: todo
  exit_code: 0
  ...
ok 6 - shop/f: passed, reused from 2026-06-01T00:00:00Z
not ok 7 - fresh evidence of procedure A2 of aria
  ---
  message: "too old"
  severity: fail
  exit_code: 2
  ...
)");
}

TEST(TapTest, NothingInANameIsADirective) {
  const std::string text = TapReport(ParseText<GateReport>(
      "results { scenario: 'a # TODO \\\\ b\\nok 2' state: GATE_STATE_GOOD }"));
  EXPECT_THAT(text, HasSubstr("ok 1 - a \\# TODO \\\\ b ok 2\n"));
}

TEST(TapTest, WhatWasNotJudgedIsNotOk) {
  EXPECT_THAT(TapReport(ParseText<GateReport>("results { scenario: 'a' }")),
              HasSubstr("not ok 1 - a\n"));
}

TEST(TapTest, AGateOfNothingHasNoPoint) {
  EXPECT_EQ(TapReport(GateReport()), "TAP version 14\n1..0\n");
}

}  // namespace
}  // namespace drill
