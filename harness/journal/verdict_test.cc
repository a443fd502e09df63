#include "harness/journal/verdict.h"

#include <tuple>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/journal_case.h"

namespace drill {
namespace {

using Journal = JournalCase;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(VerdictTest, PassesWhenEverythingWasShown) {
  const Verdict verdict = Journal().Judged();
  EXPECT_EQ(verdict.outcome, "passed");
  EXPECT_EQ(verdict.exit_code, 0);
  EXPECT_TRUE(verdict.as_expected);
  EXPECT_FALSE(verdict.over_target);
  EXPECT_FALSE(verdict.residue);
  EXPECT_THAT(verdict.reasons, IsEmpty());
}

TEST(VerdictTest, AnEmptyJournalIsAnError) {
  const Verdict verdict = Judge({});
  EXPECT_EQ(verdict.outcome, "error");
  EXPECT_EQ(verdict.exit_code, 4);
}

TEST(VerdictTest, AFailedCheckFails) {
  Journal journal;
  journal.AddCheck("seeded_data/messages", "verification", false);
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, "failed");
  EXPECT_EQ(verdict.exit_code, 1);
  EXPECT_EQ(verdict.reasons.front(), "seeded_data/messages: expected this, found that");
}

TEST(VerdictTest, ASystemThatDidNotRecoverFails) {
  Journal journal;
  journal.recovered.set_recovered(false);
  journal.recovered.add_last_seen("api: red: 503");
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, "failed");
  EXPECT_THAT(verdict.reasons.front(), HasSubstr("api: red: 503"));
}

TEST(VerdictTest, AFailedProcedureFailsThoughTheSystemIsBack) {
  Journal journal;
  journal.procedure.set_completed(false);
  journal.procedure.set_reason("alembic downgrade -1 exited with 1");
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, "failed");
  EXPECT_THAT(verdict.reasons.front(), HasSubstr("alembic downgrade -1"));
}

TEST(VerdictTest, DataRules) {
  Journal lost;
  lost.data.set_rows_lost(1);
  EXPECT_EQ(lost.Judged().outcome, "failed");
  lost.data.set_rule("recovery_point");
  EXPECT_EQ(lost.Judged().outcome, "passed") << "after the recovery point, losses are counted";
  lost.data.set_rows_lost_before_recovery_point(1);
  EXPECT_EQ(lost.Judged().outcome, "failed");
  lost.data.set_rule("not_checked");
  EXPECT_EQ(lost.Judged().outcome, "passed");
  Journal after;
  after.data.set_rule("recovery_point");
  after.data.set_rows_lost(1);
  after.data.set_rows_lost_after_recovery(1);
  EXPECT_EQ(after.Judged().outcome, "failed") << "no backup excuses these";
  Journal unexpected;
  unexpected.data.set_rows_unexpected(1);
  EXPECT_EQ(unexpected.Judged().outcome, "failed");
  Journal changed;
  changed.data.set_rows_changed(1);
  EXPECT_EQ(changed.Judged().outcome, "failed");
}

TEST(VerdictTest, AnUnprovedFaultIsInconclusive) {
  Journal journal;
  journal.proof.set_proved(false);
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, "inconclusive");
  EXPECT_EQ(verdict.exit_code, 2);
}

TEST(VerdictTest, NothingCheckedIsNotPassed) {
  Journal journal;
  journal.checks.clear();
  EXPECT_EQ(journal.Judged().outcome, "inconclusive");
  journal.AddCheck("schema", "verification", false).set_skipped(true);
  EXPECT_EQ(journal.Judged().outcome, "inconclusive") << "skipped is not checked";
  journal.AddCheck("recovery", "recovery", true);
  EXPECT_EQ(journal.Judged().outcome, "inconclusive") << "recovered is not verified";
}

TEST(VerdictTest, NoAcknowledgedWriteShowsNothingOfTheData) {
  Journal journal;
  journal.data.set_rows_acknowledged(0);
  EXPECT_EQ(journal.Judged().outcome, "inconclusive");
  journal.with_data = false;
  EXPECT_EQ(journal.Judged().outcome, "inconclusive");
}

TEST(VerdictTest, WhatCouldNotBeLookedAtIsInconclusive) {
  Journal journal;
  journal.AddCheck("versions", "verification", false).set_undecided(true);
  EXPECT_EQ(journal.Judged().outcome, "inconclusive");
  journal.AddCheck("schema", "verification", false);
  EXPECT_EQ(journal.Judged().outcome, "failed") << "another check did find something";
}

TEST(VerdictTest, GreenBeforeTheProcedureShowsNoRecovery) {
  Journal journal;
  journal.recovered.set_first_green_us(1'999'999);
  EXPECT_EQ(journal.Judged().outcome, "inconclusive");
}

TEST(VerdictTest, LaterThanTheTargetIsCorrectButNotInTime) {
  Journal journal;
  journal.target.set_limit_ms(2999);
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, "passed");
  EXPECT_TRUE(verdict.over_target);
  EXPECT_EQ(verdict.exit_code, 3);
  journal.target.set_limit_ms(3000);
  EXPECT_EQ(journal.Judged().exit_code, 0);
}

TEST(VerdictTest, FailureEventsGiveTheirOutcome) {
  for (const auto& [outcome, wanted, code] :
       std::vector<std::tuple<std::string, std::string, int>>{{"invalid", "invalid", 65},
                                                              {"inconclusive", "inconclusive", 2},
                                                              {"error", "error", 4},
                                                              {"nonsense", "error", 4}}) {
    Journal journal;
    journal.with_recovered = journal.with_verification = journal.with_procedure = false;
    journal.failure.set_outcome(outcome);
    journal.failure.set_message("why");
    const Verdict verdict = journal.Judged();
    EXPECT_EQ(verdict.outcome, wanted);
    EXPECT_EQ(verdict.exit_code, code);
    EXPECT_EQ(verdict.reasons.front(), "why");
  }
}

TEST(VerdictTest, AnUnsteadyStateIsInvalidNotFailed) {
  Journal journal;
  journal.with_proof = journal.with_recovered = journal.with_verification = false;
  journal.AddCheck("steady_state", "steady_state", false);
  journal.failure.set_outcome("invalid");
  EXPECT_EQ(journal.Judged().outcome, "invalid");
}

TEST(VerdictTest, ARollbackSeenToFailIsNotExcusedByAnErrorAfterwards) {
  Journal journal;
  journal.recovered.set_recovered(false);
  journal.with_verification = false;
  journal.failure.set_outcome("error");
  journal.failure.set_message("the engine does not answer");
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, "failed");
  EXPECT_THAT(verdict.reasons, ::testing::Contains("the engine does not answer"));
}

TEST(VerdictTest, WhatIsMissingFromTheJournalIsAnError) {
  for (bool Journal::*part : {&Journal::with_target, &Journal::with_proof, &Journal::with_procedure,
                              &Journal::with_recovered, &Journal::with_verification}) {
    Journal journal;
    journal.*part = false;
    EXPECT_EQ(journal.Judged().outcome, "error");
    EXPECT_THAT(journal.Judged().reasons, Not(IsEmpty()));
  }
}

TEST(VerdictTest, ResidueIsTheMachinesError) {
  Journal journal;
  journal.residue.add_left("/dev/loop3");
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, "passed");
  EXPECT_TRUE(verdict.residue);
  EXPECT_FALSE(verdict.as_expected);
  EXPECT_EQ(verdict.exit_code, 4);
  EXPECT_THAT(verdict.reasons.front(), HasSubstr("/dev/loop3"));
}

TEST(VerdictTest, ATearDownThatIsNotOnRecordIsNotClean) {
  Journal killed;
  killed.with_residue = killed.with_end = false;
  EXPECT_TRUE(killed.Judged().residue);
  EXPECT_EQ(killed.Judged().exit_code, 4);
  Journal failed;
  failed.with_residue = false;
  failed.teardown_failure.set_outcome("error");
  failed.teardown_failure.set_message("umount: busy");
  EXPECT_EQ(failed.Judged().outcome, "passed") << "the rollback was judged before";
  EXPECT_EQ(failed.Judged().exit_code, 4);
  EXPECT_THAT(failed.Judged().reasons.front(), HasSubstr("umount: busy"));
}

TEST(ControlTest, WithoutARollbackItFails) {
  Journal journal;
  journal.started.set_control("no_rollback");
  journal.with_procedure = false;
  journal.recovered.set_recovered(false);
  EXPECT_EQ(journal.Judged().outcome, "failed");
  EXPECT_EQ(journal.Judged().exit_code, 1);
  EXPECT_TRUE(journal.Judged().as_expected);
}

TEST(ControlTest, WithoutARollbackASystemThatComesBackIsNoGoodControl) {
  Journal journal;
  journal.started.set_control("no_rollback");
  journal.with_procedure = false;
  EXPECT_EQ(journal.Judged().outcome, "inconclusive");
  EXPECT_FALSE(journal.Judged().as_expected);
  EXPECT_EQ(journal.Judged().exit_code, 2);
  EXPECT_THAT(journal.Judged().reasons.front(), HasSubstr("came back without the rollback"));
  journal.AddCheck("data", "verification", false);
  EXPECT_FALSE(journal.Judged().as_expected) << "whatever else is wrong with it";
}

TEST(ControlTest, WithoutAFaultItPasses) {
  Journal journal;
  journal.started.set_control("no_fault");
  journal.with_procedure = journal.with_proof = journal.with_target = false;
  EXPECT_EQ(journal.Judged().outcome, "passed");
  EXPECT_EQ(journal.Judged().exit_code, 0);
  journal.AddCheck("schema", "verification", false);
  EXPECT_EQ(journal.Judged().exit_code, 1) << "a check that is red on a healthy system";
}

class KnownBadTest : public ::testing::Test {
 protected:
  KnownBadTest() {
    journal_.started.set_known_bad_check("seeded_data");
    journal_.started.set_known_bad_phase("verification");
  }
  Journal journal_;
};

TEST_F(KnownBadTest, FoundByTheCheckItNames) {
  journal_.AddCheck("revision", "verification", false);
  journal_.AddCheck("seeded_data/messages", "verification", false);
  const Verdict verdict = journal_.Judged();
  EXPECT_EQ(verdict.outcome, "failed");
  EXPECT_TRUE(verdict.as_expected);
  EXPECT_EQ(verdict.exit_code, 0);
}

TEST_F(KnownBadTest, NotFoundIsFailure) {
  const Verdict verdict = journal_.Judged();
  EXPECT_EQ(verdict.outcome, "passed");
  EXPECT_FALSE(verdict.as_expected);
  EXPECT_EQ(verdict.exit_code, 1);
  EXPECT_THAT(verdict.reasons.front(), HasSubstr("known to be bad"));
}

TEST(VerdictTest, AProcedureThatTheDrillHostRefusedIsNotJudgedByWhatCameAfter) {
  Journal journal;
  journal.checks.reserve(journal.checks.size() + 2);
  CheckResult& procedure = journal.AddCheck("procedure", "procedure", false);
  journal.AddCheck("seeded_data/messages", "verification", false);
  journal.recovered.set_recovered(false);
  EXPECT_EQ(journal.Judged().outcome, "failed");
  procedure.set_undecided(true);
  EXPECT_EQ(journal.Judged().outcome, "failed") << "data that is lost is lost";
  procedure.set_source("the drill host");
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, "inconclusive");
  EXPECT_EQ(verdict.exit_code, 2);
  EXPECT_THAT(verdict.reasons, ElementsAre(HasSubstr("procedure: ")));
}

TEST_F(KnownBadTest, NotFoundAndLateIsFailureToo) {
  journal_.target.set_limit_ms(1);
  EXPECT_EQ(journal_.Judged().exit_code, 1);
}

TEST_F(KnownBadTest, FoundByAnotherCheckIsFailure) {
  journal_.AddCheck("seeded_data_of_others", "verification", false);
  EXPECT_EQ(journal_.Judged().exit_code, 1);
}

TEST_F(KnownBadTest, FailingEarlierForAnotherReasonIsFailure) {
  journal_.checks.clear();
  journal_.AddCheck("procedure", "procedure", false);
  journal_.AddCheck("seeded_data/messages", "verification", false);
  EXPECT_EQ(journal_.Judged().exit_code, 1);
}

TEST_F(KnownBadTest, InconclusiveStaysInconclusive) {
  journal_.proof.set_proved(false);
  EXPECT_EQ(journal_.Judged().exit_code, 2);
}

TEST_F(KnownBadTest, ControlsAreJudgedAsAnyDrill) {
  journal_.started.set_control("no_rollback");
  journal_.with_procedure = false;
  journal_.recovered.set_recovered(false);
  EXPECT_EQ(journal_.Judged().exit_code, 1);
  EXPECT_TRUE(journal_.Judged().as_expected);
}

}  // namespace
}  // namespace drill
