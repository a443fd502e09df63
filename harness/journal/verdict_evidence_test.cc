// What a verdict rests on: evidence that would be there without the rollback, or on a machine that
// was too busy to tell, is none.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/journal_case.h"

namespace drill {
namespace {

using Journal = JournalCase;
using ::testing::HasSubstr;

TEST(VerdictEvidenceTest, TheRecoveryPointsAgeIsJudgedNotTheSpanOfLostWrites) {
  Journal journal;
  journal.data.set_rule(LOSS_RULE_RECOVERY_POINT);
  journal.data.set_rows_lost(5);
  journal.data.set_lost_seconds(8);
  journal.data.set_max_lost_seconds(3600);
  journal.data.set_recovery_point_age_seconds(86400);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_FAILED) << "yesterday's dump";
  EXPECT_THAT(journal.Judged().reasons.front(), HasSubstr("86400 s old at the fault"));
  journal.data.set_lost_seconds(7200);
  journal.data.set_recovery_point_age_seconds(1800);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_PASSED);
}

TEST(VerdictEvidenceTest, AProofThatIsThereBeforeTheFaultMakesTheDrillInvalid) {
  Journal journal;
  ProofLook& look = *journal.proof_before.add_looks();
  look.set_probe("errors");
  look.set_seen("errors: red: 200");
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_PASSED);
  look.set_green(true);
  look.set_seen("errors: green: 500");
  EXPECT_EQ(journal.Judged().exit_code, 65);
  EXPECT_THAT(journal.Judged().reasons.front(), HasSubstr("errors: green: 500"));
  *journal.proof_before.add_looks() = look;
  journal.proof_before.mutable_looks(1)->set_green(false);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_PASSED) << "it was red when it was looked at again";
}

TEST(VerdictEvidenceTest, APassNeedsVersionSchemaOrData) {
  for (const char* name : {"versions/api", "schema", "revision", "seeded_data/notes", "data"}) {
    Journal journal;
    journal.checks.clear();
    journal.AddCheck(name, CHECK_PHASE_VERIFICATION, true);
    EXPECT_EQ(journal.Judged().outcome, OUTCOME_PASSED) << name;
  }
  for (const char* name : {"endpoints/GET /", "services/api", "load", "my_probe"}) {
    Journal journal;
    journal.checks.clear();
    journal.AddCheck(name, CHECK_PHASE_VERIFICATION, true);
    EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE) << name;
    EXPECT_THAT(journal.Judged().reasons.front(), HasSubstr("none of version, schema and data"));
  }
}

TEST(VerdictEvidenceTest, ASystemThatWasWellWhenTheFirstCommandBeganMayHaveHealedByItself) {
  Journal journal;
  journal.first_command_us = 4'950'000;
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE);
  EXPECT_THAT(journal.Judged().reasons.front(), HasSubstr("by itself"));
  journal.first_command_us = 4'900'000;
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_PASSED);
  journal.recovered.clear_last_red_us();
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE) << "nothing was ever red";
  journal.started.set_control("no_fault");
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_PASSED) << "nothing was broken";
}

// A machine on which the harness itself comes late.
Lateness Late(const std::string& phase) {
  Lateness late;
  late.set_phase(phase);
  late.set_mean_ms(45);
  late.set_worst_ms(1200);
  return late;
}

TEST(VerdictEvidenceTest, WhatWasDecidedLateIsInconclusiveNotFailed) {
  Journal journal;
  journal.recovered.set_recovered(false);
  journal.lateness = {Late("steady_state")};
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_FAILED) << "late in another phase";
  journal.lateness.push_back(Late("recovery"));
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE);
  EXPECT_THAT(journal.Judged().reasons.front(), HasSubstr("what is seen late does not count"));
  journal.recovered.set_recovered(true);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_PASSED) << "what was seen was there";
  journal.AddCheck("versions/api", CHECK_PHASE_VERIFICATION, false);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_FAILED) << "no pace makes it another image";
}

TEST(VerdictEvidenceTest, ATargetMissedOnALateMachineIsInconclusive) {
  Journal journal;
  journal.target.set_limit_ms(2999);
  journal.lateness = {Late("procedure")};
  EXPECT_EQ(journal.Judged().exit_code, 2);
  journal.lateness = {Late("verification")};
  EXPECT_EQ(journal.Judged().exit_code, 3);
}

TEST(VerdictEvidenceTest, AnUnsteadyStateOnALateMachineIsInconclusive) {
  Journal journal;
  journal.with_procedure = journal.with_recovered = journal.with_verification = false;
  std::vector<Event> events = journal.Events();
  Event phase, failure, late;
  phase.mutable_phase_started()->set_name("steady_state");
  failure.mutable_failure()->set_outcome(OUTCOME_INVALID);
  events.insert(events.begin() + 1, {phase, failure});
  EXPECT_EQ(Judge(events).outcome, OUTCOME_INVALID);
  *late.mutable_lateness() = Late("steady_state");
  events.push_back(late);
  EXPECT_EQ(Judge(events).outcome, OUTCOME_INCONCLUSIVE);
}

TEST(VerdictEvidenceTest, AProofThatIsThereOnALateMachineIsInconclusive) {
  Journal journal;
  journal.with_proof = journal.with_procedure = journal.with_recovered = false;
  journal.with_verification = false;
  std::vector<Event> events = journal.Events();
  Event phase, before, failure, late;
  phase.mutable_phase_started()->set_name("fault");
  before.mutable_proof_before()->add_looks()->set_green(true);
  failure.mutable_failure()->set_outcome(OUTCOME_INVALID);
  events.insert(events.begin() + 1, {phase, before, failure});
  EXPECT_EQ(Judge(events).outcome, OUTCOME_INVALID);
  *late.mutable_lateness() = Late("fault");
  events.push_back(late);
  EXPECT_EQ(Judge(events).outcome, OUTCOME_INCONCLUSIVE);
}

}  // namespace
}  // namespace drill
