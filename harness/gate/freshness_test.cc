#include "harness/gate/freshness.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/gate/utc_day.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const absl::Time kNow = *ParseInstant("2026-06-01T12:00:00Z");

// Of scenarios a and b, at most ten days old.
class FreshnessTest : public ::testing::Test {
 protected:
  FreshnessTest() {
    evidence_ = ParseText<GateEvidence>(
        "what: 'procedure P1 of shop' max_age_seconds: 864000 scenarios: 'a' scenarios: 'b' "
        "renew: 'tools/drill run a'");
  }
  void Saw(const std::string& scenario, const std::string& at, bool good) {
    GateSight& sight = *evidence_.add_sights();
    sight.set_scenario(scenario);
    sight.set_at(at);
    sight.set_good(good);
    if (!good) sight.set_reason("the page is gone");
    if (!good) sight.add_failed("recovery/page");
  }
  void Judge() { JudgeEvidence(results_, kNow, evidence_); }

  GateEvidence evidence_;
  google::protobuf::RepeatedPtrField<GateResult> results_;
};

TEST_F(FreshnessTest, WhatWasNeverDrilledIsMissing) {
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_BAD);
  EXPECT_EQ(evidence_.exit_code(), 2);
  EXPECT_EQ(evidence_.reason(), "no drill of it is known; renew it: tools/drill run a");
  EXPECT_FALSE(evidence_.has_newest());
}

TEST_F(FreshnessTest, ExactlyAsOldAsAllowedIsFresh) {
  Saw("a", "2026-05-22T12:00:00Z", true);
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_GOOD);
  EXPECT_EQ(evidence_.reason(), "10 days old, allowed are 10 days");
  EXPECT_EQ(evidence_.newest().scenario(), "a");
}

TEST_F(FreshnessTest, OneSecondMoreIsTooOld) {
  Saw("a", "2026-05-22T11:59:59Z", true);
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_BAD);
  EXPECT_EQ(evidence_.exit_code(), 2);
  EXPECT_THAT(evidence_.reason(), HasSubstr("renew it: tools/drill run a"));
}

TEST_F(FreshnessTest, AnyScenarioOfAProcedureShowsIt) {
  Saw("a", "2026-01-01T00:00:00Z", true);
  Saw("b", "2026-05-31T12:00:00Z", true);
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_GOOD);
  EXPECT_EQ(evidence_.newest().scenario(), "b");
}

TEST_F(FreshnessTest, ASuccessBeforeAFailureShowsNothing) {
  Saw("a", "2026-05-30T00:00:00Z", true);
  Saw("a", "2026-05-31T12:00:00Z", false);
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_BAD);
  EXPECT_EQ(evidence_.exit_code(), 1);
  EXPECT_THAT(evidence_.reason(),
              HasSubstr("the newest drill of a, 24 hours old, failed: the page is gone"));
}

TEST_F(FreshnessTest, AFailureOfOneScenarioLeavesTheOthersEvidence) {
  Saw("a", "2026-05-31T12:00:00Z", false);
  Saw("b", "2026-05-30T00:00:00Z", true);
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_GOOD);
}

TEST_F(FreshnessTest, AKnownFailureIsKnownHereToo) {
  Saw("a", "2026-05-31T12:00:00Z", false);
  evidence_.mutable_known_failure()->set_reason("SHOP-12");
  evidence_.mutable_known_failure()->set_until("2026-06-01");
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_KNOWN);
  evidence_.mutable_known_failure()->add_checks("recovery/page");
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_KNOWN);
  evidence_.mutable_known_failure()->set_checks(0, "recovery/other");
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_BAD);
  evidence_.mutable_known_failure()->clear_checks();
  evidence_.mutable_known_failure()->set_until("2026-05-31");
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_BAD);
}

TEST_F(FreshnessTest, WhatThisGateDrilledIsEvidence) {
  Saw("a", "2026-01-01T00:00:00Z", true);
  *results_.Add() = ParseText<GateResult>(
      "scenario: 'a' fate: GATE_FATE_RUN summary { scenario: 'a' outcome: OUTCOME_PASSED "
      "started_at: '2026-06-01T11:00:00+00:00' }");
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_GOOD);
  EXPECT_EQ(evidence_.newest().at(), "2026-06-01T11:00:00+00:00");
  results_.Mutable(0)->set_scenario("c");
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_BAD);
}

TEST_F(FreshnessTest, WhatLiesAheadIsNoEvidence) {
  Saw("a", "2026-06-01T13:00:01Z", true);
  Judge();
  EXPECT_EQ(evidence_.state(), GATE_STATE_BAD);
}

Summary Ended(int exit_code) {
  return ParseText<Summary>(
      "scenario: 'a' started_at: '2026-06-01T11:00:00Z' reasons: 'r' exit_code: " +
      std::to_string(exit_code));
}

TEST(SightOfTest, PassedAndFailedSaySomething) {
  ASSERT_TRUE(SightOf(Ended(0), "out").has_value());
  EXPECT_TRUE(SightOf(Ended(0), "out")->good());
  EXPECT_EQ(SightOf(Ended(0), "out")->run_directory(), "out");
  // Late, and it works.
  EXPECT_TRUE(SightOf(Ended(3), "")->good());
  EXPECT_FALSE(SightOf(Ended(1), "")->good());
  EXPECT_EQ(SightOf(Ended(1), "")->reason(), "r");
}

TEST(SightOfTest, TheRestSaysNothing) {
  for (const int code : {2, 4, 65}) EXPECT_FALSE(SightOf(Ended(code), "").has_value()) << code;
  Summary control = Ended(0);
  control.set_control("no_fault");
  EXPECT_FALSE(SightOf(control, "").has_value());
}

TEST(NewestOfEachTest, KeepsOneAScenario) {
  std::vector<GateSight> sights(4);
  for (GateSight& sight : sights) sight.set_scenario("a");
  sights[0].set_at("2026-01-02T00:00:00Z");
  sights[1].set_at("2026-01-03T00:00:00Z");
  sights[2].set_at("no instant");
  sights[3].set_scenario("b");
  sights[3].set_at("2026-01-01T00:00:00Z");
  std::vector<std::string> kept;
  for (const GateSight& sight : NewestOfEach(sights)) kept.push_back(sight.at());
  EXPECT_THAT(kept, ElementsAre("2026-01-03T00:00:00Z", "2026-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace drill
