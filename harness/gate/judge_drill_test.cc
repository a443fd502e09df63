#include "harness/gate/judge_drill.h"

#include <ostream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const absl::CivilDay kToday(2026, 12, 31);

constexpr char kPassed[] = "summary { outcome: OUTCOME_PASSED as_expected: true } ";
constexpr char kKnownBadFound[] =
    "summary { outcome: OUTCOME_FAILED as_expected: true known_bad_check: 'schema' } ";
constexpr char kFailed[] =
    "summary { outcome: OUTCOME_FAILED exit_code: 1 reasons: 'the schema is another' "
    "checks { name: 'schema' phase: CHECK_PHASE_VERIFICATION } "
    "checks { name: 'load' phase: CHECK_PHASE_VERIFICATION undecided: true } "
    "checks { name: 'data' phase: CHECK_PHASE_VERIFICATION skipped: true } "
    "checks { name: 'revision' phase: CHECK_PHASE_VERIFICATION passed: true } } ";
constexpr char kLate[] =
    "summary { outcome: OUTCOME_PASSED exit_code: 3 over_target: true reasons: 'recovered late' "
    "targets { name: 'page' limit_ms: 1000 measured_ms: 2000 } "
    "targets { name: 'Total' limit_ms: 9000 measured_ms: 3000 met: true } "
    "targets { name: 'Decision' limit_ms: 9000 } } ";
constexpr char kUnclear[] =
    "summary { outcome: OUTCOME_INCONCLUSIVE exit_code: 2 reasons: 'not proved' } ";
constexpr char kError[] = "summary { outcome: OUTCOME_ERROR exit_code: 4 reasons: 'no disk' } ";
constexpr char kResidue[] =
    "summary { outcome: OUTCOME_PASSED exit_code: 4 reasons: 'left behind' } ";
constexpr char kUnusable[] = "summary { outcome: OUTCOME_INVALID exit_code: 65 reasons: 'r' } ";
constexpr char kKnown[] = "known_failure { reason: 'SHOP-12' until: '2026-12-31' } ";
constexpr char kOver[] = "known_failure { reason: 'SHOP-12' until: '2026-12-30' } ";

GateVerdict Judged(const std::string& fields) {
  GateResult result = ParseText<GateResult>(fields);
  if (result.fate() == GATE_FATE_UNSPECIFIED) result.set_fate(GATE_FATE_RUN);
  if (result.require() == REQUIRE_UNSPECIFIED) result.set_require(REQUIRE_AS_EXPECTED);
  return JudgeGateDrill(result, kToday);
}

struct Case {
  std::string fields;
  GateState state;
  int exit_code = 0;
  std::string reason = {};
};

std::ostream& operator<<(std::ostream& os, const Case& c) { return os << c.fields; }

class JudgeDrillTest : public ::testing::TestWithParam<Case> {};

TEST_P(JudgeDrillTest, SaysWhatItMeans) {
  const GateVerdict verdict = Judged(GetParam().fields);
  EXPECT_EQ(verdict.state, GetParam().state) << verdict.reason;
  EXPECT_EQ(verdict.exit_code, GetParam().exit_code);
  EXPECT_THAT(verdict.reason, HasSubstr(GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(
    Ends, JudgeDrillTest,
    ::testing::Values(Case{kPassed, GATE_STATE_GOOD}, Case{kKnownBadFound, GATE_STATE_GOOD},
                      Case{kFailed, GATE_STATE_BAD, 1, "the schema is another"},
                      Case{kUnclear, GATE_STATE_BAD, 2, "not proved"},
                      Case{kLate, GATE_STATE_BAD, 3, "recovered late"},
                      Case{kError, GATE_STATE_BAD, 4, "no disk"},
                      Case{kResidue, GATE_STATE_BAD, 4, "left behind"},
                      Case{kUnusable, GATE_STATE_BAD, 65},
                      Case{absl::StrCat("fate: GATE_FATE_REUSED ", kPassed), GATE_STATE_GOOD},
                      // Without an outcome nothing is known.
                      Case{"summary {}", GATE_STATE_BAD, 1},
                      Case{absl::StrCat("require: REQUIRE_PASSED ", kPassed), GATE_STATE_GOOD},
                      Case{absl::StrCat("require: REQUIRE_PASSED ", kKnownBadFound), GATE_STATE_BAD,
                           1}));

INSTANTIATE_TEST_SUITE_P(
    NotRun, JudgeDrillTest,
    ::testing::Values(Case{"fate: GATE_FATE_OUT_OF_TIME", GATE_STATE_BAD, 2, "the budget ran out"},
                      Case{"fate: GATE_FATE_STOPPED", GATE_STATE_BAD, 2, "was stopped"},
                      Case{"fate: GATE_FATE_OTHER_SHARD", GATE_STATE_ELSEWHERE, 0, "another shard"},
                      Case{"require: REQUIRE_NOTHING fate: GATE_FATE_OUT_OF_TIME", GATE_STATE_TOLD,
                           0, "the budget ran out"},
                      // A failure that is known says nothing of a drill that was not run.
                      Case{absl::StrCat(kKnown, "fate: GATE_FATE_OUT_OF_TIME"), GATE_STATE_BAD,
                           2}));

TEST(JudgeDrillUnknownFateTest, WhatNobodyKnowsClosesTheGate) {
  GateResult result;
  result.set_require(REQUIRE_AS_EXPECTED);
  EXPECT_EQ(JudgeGateDrill(result, kToday).state, GATE_STATE_BAD);
}

INSTANTIATE_TEST_SUITE_P(
    Targets, JudgeDrillTest,
    ::testing::Values(
        Case{absl::StrCat("no_target_because: 'slow' ", kLate), GATE_STATE_GOOD},
        Case{absl::StrCat("targets: 'Total' ", kLate), GATE_STATE_GOOD},
        Case{absl::StrCat("targets: 'Total' targets: 'page' ", kLate), GATE_STATE_BAD, 3,
             "time target page: 2s, allowed are 1s"},
        Case{absl::StrCat("targets: 'Decision' ", kLate), GATE_STATE_BAD, 2,
             "time target Decision was not measured"},
        Case{absl::StrCat("targets: 'Other' ", kPassed), GATE_STATE_BAD, 2, "was not measured"},
        Case{absl::StrCat("targets: 'page' targets: 'Decision' ", kLate), GATE_STATE_BAD, 3},
        // What failed as it must has no time.
        Case{absl::StrCat("targets: 'Other' ", kKnownBadFound), GATE_STATE_GOOD}));

INSTANTIATE_TEST_SUITE_P(Nothing, JudgeDrillTest,
                         ::testing::Values(Case{absl::StrCat("require: REQUIRE_NOTHING ", kFailed),
                                                GATE_STATE_TOLD, 0, "the schema is another"},
                                           Case{absl::StrCat("require: REQUIRE_NOTHING ", kPassed),
                                                GATE_STATE_TOLD, 0},
                                           Case{absl::StrCat("require: REQUIRE_NOTHING ", kError),
                                                GATE_STATE_TOLD, 0, "no disk"}));

INSTANTIATE_TEST_SUITE_P(
    Known, JudgeDrillTest,
    ::testing::Values(
        // Its last day is a day on which it is known.
        Case{absl::StrCat(kKnown, kFailed), GATE_STATE_KNOWN, 0,
             "known until 2026-12-31, its last day: SHOP-12 (the schema is another)"},
        Case{absl::StrCat(kKnown, kUnclear), GATE_STATE_KNOWN},
        Case{absl::StrCat(kKnown, kLate), GATE_STATE_KNOWN},
        Case{absl::StrCat(kOver, kFailed), GATE_STATE_BAD, 1,
             "(known until 2026-12-30, which is over: SHOP-12)"},
        Case{absl::StrCat(kKnown, kError), GATE_STATE_BAD, 4},
        Case{absl::StrCat(kKnown, kResidue), GATE_STATE_BAD, 4},
        Case{absl::StrCat(kKnown, kUnusable), GATE_STATE_BAD, 65},
        Case{absl::StrCat(kKnown, kPassed), GATE_STATE_GOOD, 0, "and it did not: take it out"},
        Case{absl::StrCat("known_failure { reason: 'r' until: 'never' } ", kFailed), GATE_STATE_BAD,
             1}));

std::string KnownWith(const std::string& checks) {
  return absl::StrCat("known_failure { reason: 'r' until: '2027-01-05' ", checks, " } ");
}

INSTANTIATE_TEST_SUITE_P(
    KnownChecks, JudgeDrillTest,
    ::testing::Values(
        Case{absl::StrCat(KnownWith("checks: 'verification/schema'"), kFailed), GATE_STATE_KNOWN, 0,
             "known until 2027-01-05, 5 days more"},
        Case{absl::StrCat(KnownWith("checks: 'verification/load'"), kFailed), GATE_STATE_BAD, 1},
        Case{absl::StrCat(KnownWith("checks: 'target/page'"), kLate), GATE_STATE_KNOWN},
        Case{absl::StrCat(KnownWith("checks: 'target/Total'"), kLate), GATE_STATE_BAD, 3},
        Case{absl::StrCat(KnownWith("checks: 'verification/schema'"), kUnclear), GATE_STATE_BAD,
             2}));

TEST(JudgeDrillFailedPartsTest, AreChecksOrTargets) {
  const auto summary_of = [](const char* text) { return ParseText<GateResult>(text).summary(); };
  EXPECT_THAT(FailedParts(summary_of(kFailed)), ElementsAre("verification/schema"));
  EXPECT_THAT(FailedParts(summary_of(kLate)), ElementsAre("target/page"));
  EXPECT_THAT(FailedParts(summary_of(kPassed)), IsEmpty());
}

TEST(JudgeDrillSoonTest, ALongWayOffIsNotCounted) {
  const GateVerdict verdict =
      Judged(absl::StrCat("known_failure { reason: 'r' until: '2027-06-01' } ", kFailed));
  EXPECT_EQ(verdict.state, GATE_STATE_KNOWN);
  EXPECT_THAT(verdict.reason, Not(HasSubstr("more")));
}

}  // namespace
}  // namespace drill
