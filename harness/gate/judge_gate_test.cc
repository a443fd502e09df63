#include "harness/gate/judge_gate.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/gate/utc_day.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

constexpr char kReport[] = R"(
shard: 1 shards: 1
results {
  scenario: "a" require: REQUIRE_AS_EXPECTED fate: GATE_FATE_RUN
  known_failure { reason: "SHOP-12" until: "2026-12-31" }
  summary { outcome: OUTCOME_FAILED exit_code: 1 scenario: "a" started_at: "2026-12-31T23:00:00Z" }
}
results {
  scenario: "b" require: REQUIRE_AS_EXPECTED fate: GATE_FATE_RUN
  summary { outcome: OUTCOME_PASSED as_expected: true scenario: "b" started_at: "2026-12-31T23:30:00Z" }
}
evidence { what: "b" scenarios: "b" max_age_seconds: 3600 renew: "tools/drill run b" }
)";

GateReport Judged(GateReport report, const std::string& now) {
  JudgeGate(*ParseInstant(now), report);
  return report;
}

TEST(JudgeGateTest, IsOpenWhileWhatFailsIsKnown) {
  const GateReport report = Judged(ParseText<GateReport>(kReport), "2026-12-31T23:59:59Z");
  EXPECT_TRUE(report.open());
  EXPECT_EQ(report.exit_code(), 0);
  EXPECT_EQ(report.results(0).state(), GATE_STATE_KNOWN);
  EXPECT_EQ(report.results(1).state(), GATE_STATE_GOOD);
  EXPECT_EQ(report.evidence(0).state(), GATE_STATE_GOOD);
  EXPECT_EQ(report.judged_at(), "2026-12-31T23:59:59Z");
}

TEST(JudgeGateTest, ClosesASecondLater) {
  const GateReport report = Judged(ParseText<GateReport>(kReport), "2027-01-01T00:00:00Z");
  EXPECT_FALSE(report.open());
  EXPECT_EQ(report.exit_code(), 1);
  EXPECT_EQ(report.results(0).state(), GATE_STATE_BAD);
}

TEST(JudgeGateTest, TheWorstCounts) {
  GateReport report = ParseText<GateReport>(kReport);
  report.mutable_results(0)->clear_known_failure();
  report.mutable_results(1)->set_fate(GATE_FATE_OUT_OF_TIME);
  report.mutable_results(1)->clear_summary();
  report = Judged(report, "2026-12-31T23:59:59Z");
  EXPECT_EQ(report.results(1).exit_code(), 2);
  EXPECT_EQ(report.exit_code(), 1);
}

TEST(JudgeGateTest, OldEvidenceAloneClosesIt) {
  const GateReport report = Judged(ParseText<GateReport>(kReport), "2026-12-31T23:59:59Z");
  GateReport later = report;
  later.mutable_results(0)->mutable_known_failure()->set_until("2027-06-01");
  later = Judged(later, "2027-01-01T02:00:00Z");
  EXPECT_FALSE(later.open());
  EXPECT_EQ(later.exit_code(), 2);
  EXPECT_EQ(later.evidence(0).state(), GATE_STATE_BAD);
}

TEST(JudgeGateTest, AShardLeavesTheEvidenceToTheWhole) {
  GateReport report = ParseText<GateReport>(kReport);
  report.set_shards(2);
  report.mutable_results(1)->set_fate(GATE_FATE_OTHER_SHARD);
  report.mutable_results(1)->clear_summary();
  report = Judged(report, "2026-12-31T23:59:59Z");
  EXPECT_TRUE(report.open());
  EXPECT_EQ(report.results(1).state(), GATE_STATE_ELSEWHERE);
  EXPECT_EQ(report.evidence(0).state(), GATE_STATE_ELSEWHERE);
}

TEST(JudgeGateTest, JudgedTwiceItIsTheSame) {
  const GateReport once = Judged(ParseText<GateReport>(kReport), "2026-12-31T23:59:59Z");
  EXPECT_EQ(Judged(once, "2026-12-31T23:59:59Z").DebugString(), once.DebugString());
}

TEST(GateExitCodeTest, IsTheWorst) {
  EXPECT_EQ(GateExitCode({}), 0);
  EXPECT_EQ(GateExitCode({0, 0}), 0);
  EXPECT_EQ(GateExitCode({0, 3, 2}), 2);
  EXPECT_EQ(GateExitCode({1, 2, 3}), 1);
  EXPECT_EQ(GateExitCode({1, 65}), 65);
  EXPECT_EQ(GateExitCode({65, 4, 1}), 4);
  // Whatever that is, it is not good.
  EXPECT_EQ(GateExitCode({0, 17}), 4);
}

}  // namespace
}  // namespace drill
