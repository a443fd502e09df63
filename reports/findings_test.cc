#include "reports/findings.h"

#include <algorithm>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Summary Failed() {
  return ParseText<Summary>(R"(
outcome: OUTCOME_FAILED exit_code: 1 scenario: "shop/gone" runbook: "docs/ROLLBACK.md"
commands { text: "cd /srv" line: 10 }
commands { text: "docker compose pull" line: 12 exit_code: 18 last_words: "a" last_words: "no such host" }
commands { text: "false" line: 13 exit_code: 1 tolerated: true }
commands { text: "grep x" line: 14 exit_code: 1 found_nothing: true }
commands { text: "sleep 90" line: 15 timed_out: true }
unreached { line: 20 text: "docker compose up -d" }
checks { name: "procedure" phase: CHECK_PHASE_PROCEDURE expected: "success" actual: "line 12" }
checks { name: "endpoints/GET /" phase: CHECK_PHASE_VERIFICATION expected: "200" actual: "502"
         source: "\"returns 200\", line 41 of the runbook" }
checks { name: "schema" phase: CHECK_PHASE_VERIFICATION expected: "1" actual: "2" source: "the seed" }
checks { name: "load" phase: CHECK_PHASE_VERIFICATION undecided: true }
checks { name: "data" phase: CHECK_PHASE_VERIFICATION skipped: true }
checks { name: "revision" phase: CHECK_PHASE_VERIFICATION passed: true }
targets { name: "page" limit_ms: 1000 measured_ms: 2000 }
decision { line: 7 differences: "the table asks for a database rollback" }
deviations { line: 12 kind: "binding" text: "docker compose pull" reason: "no registry" }
)");
}

std::vector<std::string> Places(const std::vector<RunbookFinding>& findings) {
  std::vector<std::string> places;
  for (const RunbookFinding& finding : findings)
    places.push_back(finding.rule + ":" + std::to_string(finding.line));
  return places;
}

TEST(FindingsTest, StandOnTheLinesThatTheyAreAbout) {
  const std::vector<RunbookFinding> findings = FindingsOf(Failed());
  EXPECT_THAT(Places(findings),
              ElementsAre("command-failed:12", "command-failed:15", "command-never-run:20",
                          "check-failed:41", "check-failed:10", "decision:7", "deviation:12"));
  EXPECT_EQ(findings[0].file, "docs/ROLLBACK.md");
  EXPECT_EQ(findings[0].level, FindingLevel::kError);
  EXPECT_EQ(findings[0].message, "shop/gone: `docker compose pull`: exit 18: no such host");
  EXPECT_EQ(findings[2].level, FindingLevel::kNote);
  EXPECT_EQ(findings[3].message,
            "shop/gone: verification/endpoints/GET /: expected 200, found 502");
  EXPECT_EQ(findings[5].level, FindingLevel::kWarning);
  EXPECT_EQ(findings[6].level, FindingLevel::kNote);
}

TEST(FindingsTest, AProcedureThatFailedWithoutAFailedCommandIsTold) {
  Summary summary = Failed();
  summary.clear_commands();
  const std::vector<RunbookFinding> findings = FindingsOf(summary);
  EXPECT_THAT(Places(findings),
              ElementsAre("command-never-run:20", "check-failed:0", "check-failed:41",
                          "check-failed:0", "decision:7", "deviation:12"));
  EXPECT_EQ(findings[1].message, "shop/gone: procedure/procedure: expected success, found line 12");
}

TEST(FindingsTest, WhatIsKnownBadAndFoundIsAWarning) {
  Summary summary = Failed();
  summary.set_as_expected(true);
  for (const RunbookFinding& finding : FindingsOf(summary))
    EXPECT_NE(finding.level, FindingLevel::kError) << finding.message;
  for (const RunbookFinding& finding : FindingsOf(Failed(), /*excused=*/true))
    EXPECT_NE(finding.level, FindingLevel::kError) << finding.message;
}

TEST(FindingsTest, AMissedTargetStandsOnItsLine) {
  const Summary summary = ParseText<Summary>(R"(
outcome: OUTCOME_PASSED exit_code: 3 over_target: true scenario: "s" runbook: "R.md"
commands { text: "x" line: 9 }
targets { name: "page" limit_ms: 1000 measured_ms: 2000 source: "\"~1 s\", line 19 of the runbook" }
targets { name: "all" limit_ms: 1000 measured_ms: 2000 source: "\"~1 s\", line 3 of the stack's own runbook" }
targets { name: "met" limit_ms: 1000 measured_ms: 2 met: true }
targets { name: "none" limit_ms: 1000 })");
  const std::vector<RunbookFinding> findings = FindingsOf(summary);
  EXPECT_THAT(Places(findings), ElementsAre("time-target:19", "time-target:9"));
  EXPECT_EQ(findings[0].message, "s: time target page: 2.00 s, allowed are 1.00 s");
}

TEST(FindingsTest, WithoutAVerdictTheReasonIsTold) {
  const std::vector<RunbookFinding> unclear = FindingsOf(ParseText<Summary>(
      "outcome: OUTCOME_INCONCLUSIVE scenario: 's' runbook: 'R.md' reasons: 'not proved'"));
  EXPECT_THAT(Places(unclear), ElementsAre("inconclusive:0"));
  EXPECT_EQ(unclear[0].message, "s: inconclusive: not proved");
  EXPECT_EQ(unclear[0].level, FindingLevel::kError);
  EXPECT_THAT(Places(FindingsOf(ParseText<Summary>("outcome: OUTCOME_ERROR"))),
              ElementsAre("no-verdict:0"));
}

TEST(FindingsTest, APassedDrillHasNone) {
  EXPECT_THAT(FindingsOf(ParseText<Summary>("outcome: OUTCOME_PASSED as_expected: true")),
              IsEmpty());
}

TEST(FindingsTest, AGateAddsWhatIsOnNoLine) {
  GateReport report = ParseText<GateReport>(R"(
gate_file: "scenarios/gate.textproto"
results { scenario: "late" state: GATE_STATE_BAD fate: GATE_FATE_OUT_OF_TIME reason: "not run" }
results { scenario: "odd" state: GATE_STATE_BAD fate: GATE_FATE_RUN reason: "found nothing"
          summary { scenario: "odd" outcome: OUTCOME_PASSED exit_code: 1 } }
results { scenario: "good" state: GATE_STATE_GOOD }
evidence { what: "procedure A2 of aria" state: GATE_STATE_BAD reason: "too old" }
evidence { what: "procedure A3 of aria" state: GATE_STATE_GOOD }
)");
  *report.mutable_results(2)->mutable_summary() = Failed();
  report.mutable_results(2)->set_state(GATE_STATE_KNOWN);
  const std::vector<RunbookFinding> findings = FindingsOf(report);
  EXPECT_EQ(findings[0].rule, "gate-not-run");
  EXPECT_EQ(findings[0].file, "scenarios/gate.textproto");
  EXPECT_EQ(findings[1].rule, "gate-requirement");
  EXPECT_EQ(findings[1].message, "odd: found nothing");
  EXPECT_EQ(findings.back().rule, "gate-evidence");
  EXPECT_THAT(findings.back().message, HasSubstr("procedure A2 of aria: too old"));
  EXPECT_EQ(std::count_if(findings.begin(), findings.end(),
                          [](const RunbookFinding& f) { return f.level == FindingLevel::kError; }),
            3);
}

TEST(FindingsTest, AFailureOnALineIsNotToldTwice) {
  GateReport report = ParseText<GateReport>("results { scenario: 'shop/gone' }");
  *report.mutable_results(0)->mutable_summary() = Failed();
  report.mutable_results(0)->set_state(GATE_STATE_BAD);
  for (const RunbookFinding& finding : FindingsOf(report))
    EXPECT_NE(finding.rule, "gate-requirement");
}

TEST(FindingsTest, EveryRuleIsDeclared) {
  std::set<std::string> declared;
  for (const FindingRule& rule : FindingRules()) declared.insert(rule.id);
  for (const RunbookFinding& finding : FindingsOf(Failed()))
    EXPECT_EQ(declared.count(finding.rule), 1u) << finding.rule;
  for (const char* rule : {"inconclusive", "no-verdict", "time-target", "gate-not-run",
                           "gate-evidence", "gate-requirement"})
    EXPECT_EQ(declared.count(rule), 1u) << rule;
}

TEST(FingerprintsTest, AreTheSameOnAnotherLineAndNoneIsThereTwice) {
  std::vector<RunbookFinding> findings = FindingsOf(Failed());
  findings.push_back(findings[0]);
  const std::vector<std::string> before = FingerprintsOf(findings);
  EXPECT_THAT(std::set<std::string>(before.begin(), before.end()), SizeIs(findings.size()));
  for (RunbookFinding& finding : findings) finding.line += 3;
  EXPECT_EQ(FingerprintsOf(findings), before);
  findings[0].subject += " --quiet";
  EXPECT_NE(FingerprintsOf(findings)[0], before[0]);
}

}  // namespace
}  // namespace drill
