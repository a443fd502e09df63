#include "harness/gate/gate_plan.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/gate/gate.pb.h"
#include "harness/gate/sample_catalogue.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

GateReport Plan(const std::string& text) {
  LoadedGate loaded;
  loaded.file = "gate.textproto";
  loaded.sha256 = "5f1d";
  loaded.gate = ParseText<Gate>(text);
  return PlanGate(loaded, SampleCatalogue());
}

std::vector<std::string> NamesOf(const GateReport& report) {
  std::vector<std::string> names;
  for (const GateResult& result : report.results()) names.push_back(result.scenario());
  return names;
}

TEST(GatePlanTest, ADirectoryIsEachOfItsScenariosInTheFilesOrder) {
  const GateReport report = Plan(
      "description: 'd' drills { scenario: 'mill' } drills { scenario: 'shop' } "
      "budget { seconds: 60 }");
  EXPECT_THAT(NamesOf(report), ElementsAre("mill/stopped", "shop/bad_release",
                                           "shop/known_bad_dump", "shop/page_gone", "shop/slow"));
  EXPECT_EQ(report.gate_file(), "gate.textproto");
  EXPECT_EQ(report.gate_sha256(), "5f1d");
  EXPECT_EQ(report.budget_seconds(), 60);
  EXPECT_EQ(report.shards(), 1);
  for (const GateResult& result : report.results())
    EXPECT_EQ(result.require(), REQUIRE_AS_EXPECTED) << result.scenario();
}

TEST(GatePlanTest, WithoutABudgetThereIsNone) {
  EXPECT_FALSE(Plan("drills { scenario: 'mill' }").has_budget_seconds());
}

TEST(GatePlanTest, WhatIsNamedAloneHasItsOwnRules) {
  const GateReport report = Plan(
      "drills { scenario: 'shop' targets { none_because: 'slow' } } "
      "drills { scenario: 'shop/slow' require: REQUIRE_NOTHING targets { names: 'page only' } }");
  // Where the entry stands that it belongs to, and once.
  ASSERT_THAT(NamesOf(report), ElementsAre("shop/bad_release", "shop/known_bad_dump",
                                           "shop/page_gone", "shop/slow"));
  EXPECT_EQ(report.results(2).no_target_because(), "slow");
  EXPECT_EQ(report.results(3).require(), REQUIRE_NOTHING);
  EXPECT_EQ(report.results(3).no_target_because(), "");
  EXPECT_THAT(report.results(3).targets(), ElementsAre("page only"));
}

TEST(GatePlanTest, OfTwoDirectoriesTheFirstCounts) {
  const GateReport report =
      Plan("drills { scenario: 'shop/' require: REQUIRE_NOTHING } drills { scenario: 'shop' }");
  EXPECT_EQ(report.results_size(), 4);
  EXPECT_EQ(report.results(0).require(), REQUIRE_NOTHING);
}

TEST(GatePlanTest, AKnownFailureGoesWithItsScenario) {
  const GateReport report = Plan(
      "drills { scenario: 'shop' } fresh { scenario: 'shop/slow' max_age { seconds: 9 } } "
      "known_failures { scenario: 'shop/slow' reason: 'r' until: '2026-12-31' checks: 'a/b' }");
  EXPECT_FALSE(report.results(0).has_known_failure());
  ASSERT_TRUE(report.results(3).has_known_failure());
  EXPECT_EQ(report.results(3).known_failure().reason(), "r");
  EXPECT_EQ(report.results(3).known_failure().until(), "2026-12-31");
  EXPECT_THAT(report.results(3).known_failure().checks(), ElementsAre("a/b"));
  ASSERT_EQ(report.evidence_size(), 1);
  EXPECT_EQ(report.evidence(0).known_failure().until(), "2026-12-31");
}

TEST(GatePlanTest, EvidenceIsWantedOfScenariosAndOfProcedures) {
  const GateReport report = Plan(
      "fresh { scenario: 'mill' max_age { seconds: 60 } } "
      "fresh { procedure { stack: 'shop' id: 'P1' } max_age { seconds: 90 } }");
  ASSERT_EQ(report.evidence_size(), 2);
  EXPECT_EQ(report.evidence(0).what(), "mill/stopped");
  EXPECT_EQ(report.evidence(0).max_age_seconds(), 60);
  EXPECT_EQ(report.evidence(0).renew(), "tools/drill run mill/stopped");
  EXPECT_EQ(report.evidence(1).what(), "procedure P1 of shop");
  EXPECT_THAT(report.evidence(1).scenarios(), ElementsAre("shop/page_gone", "shop/slow"));
  EXPECT_EQ(report.evidence(1).renew(), "tools/drill run shop/page_gone");
}

TEST(GatePlanTest, OnlyWhatIsStaleIsKeptWithItsRules) {
  GateReport report = Plan(
      "drills { scenario: 'mill' } drills { scenario: 'shop/slow' require: REQUIRE_PASSED } "
      "fresh { scenario: 'shop/slow' max_age { seconds: 60 } } "
      "fresh { scenario: 'mill' max_age { seconds: 60 } } "
      "fresh { procedure { stack: 'shop' id: 'P1' } max_age { seconds: 60 } } "
      "fresh { procedure { stack: 'shop' id: 'P2' } max_age { seconds: 60 } } "
      "fresh { scenario: 'shop/page_gone' max_age { seconds: 60 } }");
  for (GateEvidence& evidence : *report.mutable_evidence()) evidence.set_state(GATE_STATE_BAD);
  report.mutable_evidence(1)->set_state(GATE_STATE_GOOD);
  KeepStaleOnly(report);
  // One drill renews both the scenario and the procedure.
  ASSERT_THAT(NamesOf(report), ElementsAre("shop/slow", "shop/page_gone", "shop/bad_release"));
  EXPECT_EQ(report.results(0).require(), REQUIRE_PASSED);
  EXPECT_EQ(report.results(2).require(), REQUIRE_AS_EXPECTED);
  EXPECT_TRUE(report.only_stale());
}

TEST(GatePlanTest, WhereNothingIsStaleNothingIsLeft) {
  GateReport report =
      Plan("drills { scenario: 'mill' } fresh { scenario: 'mill' max_age { seconds: 60 } }");
  report.mutable_evidence(0)->set_state(GATE_STATE_GOOD);
  KeepStaleOnly(report);
  EXPECT_THAT(report.results(), IsEmpty());
}

}  // namespace
}  // namespace drill
