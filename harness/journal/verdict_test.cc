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
  EXPECT_EQ(verdict.outcome, OUTCOME_PASSED);
  EXPECT_EQ(verdict.exit_code, 0);
  EXPECT_TRUE(verdict.as_expected);
  EXPECT_FALSE(verdict.over_target);
  EXPECT_FALSE(verdict.residue);
  EXPECT_THAT(verdict.reasons, IsEmpty());
}

TEST(VerdictTest, AnEmptyJournalIsAnError) {
  const Verdict verdict = Judge({});
  EXPECT_EQ(verdict.outcome, OUTCOME_ERROR);
  EXPECT_EQ(verdict.exit_code, 4);
}

TEST(VerdictTest, AFailedCheckFails) {
  Journal journal;
  journal.AddCheck("seeded_data/messages", CHECK_PHASE_VERIFICATION, false);
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, OUTCOME_FAILED);
  EXPECT_EQ(verdict.exit_code, 1);
  EXPECT_EQ(verdict.reasons.front(), "seeded_data/messages: expected this, found that");
}

TEST(VerdictTest, ASystemThatDidNotRecoverFails) {
  Journal journal;
  journal.recovered.set_recovered(false);
  journal.recovered.add_last_seen("api: red: 503");
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, OUTCOME_FAILED);
  EXPECT_THAT(verdict.reasons.front(), HasSubstr("api: red: 503"));
}

TEST(VerdictTest, AFailedProcedureFailsThoughTheSystemIsBack) {
  Journal journal;
  journal.procedure.set_completed(false);
  journal.procedure.set_reason("alembic downgrade -1 exited with 1");
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, OUTCOME_FAILED);
  EXPECT_THAT(verdict.reasons.front(), HasSubstr("alembic downgrade -1"));
}

TEST(VerdictTest, DataRules) {
  Journal lost;
  lost.data.set_rows_lost(1);
  EXPECT_EQ(lost.Judged().outcome, OUTCOME_FAILED);
  lost.data.set_rule(LOSS_RULE_RECOVERY_POINT);
  EXPECT_EQ(lost.Judged().outcome, OUTCOME_PASSED)
      << "after the recovery point, losses are counted";
  lost.data.set_rows_lost_before_recovery_point(1);
  EXPECT_EQ(lost.Judged().outcome, OUTCOME_FAILED);
  lost.data.set_rule(LOSS_RULE_NOT_CHECKED);
  EXPECT_EQ(lost.Judged().outcome, OUTCOME_PASSED);
  Journal after;
  after.data.set_rule(LOSS_RULE_RECOVERY_POINT);
  after.data.set_rows_lost(1);
  after.data.set_rows_lost_after_recovery(1);
  EXPECT_EQ(after.Judged().outcome, OUTCOME_FAILED) << "no backup excuses these";
  Journal unexpected;
  unexpected.data.set_rows_unexpected(1);
  EXPECT_EQ(unexpected.Judged().outcome, OUTCOME_FAILED);
  Journal changed;
  changed.data.set_rows_changed(1);
  EXPECT_EQ(changed.Judged().outcome, OUTCOME_FAILED);
}

TEST(VerdictTest, AnUnprovedFaultIsInconclusive) {
  Journal journal;
  journal.proof.set_proved(false);
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, OUTCOME_INCONCLUSIVE);
  EXPECT_EQ(verdict.exit_code, 2);
}

TEST(VerdictTest, NothingCheckedIsNotPassed) {
  Journal journal;
  journal.checks.clear();
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE);
  journal.AddCheck("schema", CHECK_PHASE_VERIFICATION, false).set_skipped(true);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE) << "skipped is not checked";
  journal.AddCheck("recovery", CHECK_PHASE_RECOVERY, true);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE) << "recovered is not verified";
}

TEST(VerdictTest, NoAcknowledgedWriteShowsNothingOfTheData) {
  Journal journal;
  journal.data.set_rows_acknowledged(0);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE);
  journal.with_data = false;
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE);
}

TEST(VerdictTest, WhatCouldNotBeLookedAtIsInconclusive) {
  Journal journal;
  journal.AddCheck("versions", CHECK_PHASE_VERIFICATION, false).set_undecided(true);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE);
  journal.AddCheck("schema", CHECK_PHASE_VERIFICATION, false);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_FAILED) << "another check did find something";
}

TEST(VerdictTest, GreenBeforeTheProcedureShowsNoRecovery) {
  Journal journal;
  journal.recovered.set_first_green_us(1'999'999);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE);
}

TEST(VerdictTest, LaterThanTheTargetIsCorrectButNotInTime) {
  Journal journal;
  journal.target.set_limit_ms(2999);
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, OUTCOME_PASSED);
  EXPECT_TRUE(verdict.over_target);
  EXPECT_EQ(verdict.exit_code, 3);
  journal.target.set_limit_ms(3000);
  EXPECT_EQ(journal.Judged().exit_code, 0);
}

TEST(VerdictTest, FailureEventsGiveTheirOutcome) {
  for (const auto& [outcome, wanted, code] : std::vector<std::tuple<Outcome, Outcome, int>>{
           {OUTCOME_INVALID, OUTCOME_INVALID, 65},
           {OUTCOME_INCONCLUSIVE, OUTCOME_INCONCLUSIVE, 2},
           {OUTCOME_ERROR, OUTCOME_ERROR, 4},
           {OUTCOME_PASSED, OUTCOME_ERROR, 4}}) {
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
  journal.AddCheck("steady_state", CHECK_PHASE_STEADY_STATE, false);
  journal.failure.set_outcome(OUTCOME_INVALID);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INVALID);
}

TEST(VerdictTest, ARollbackSeenToFailIsNotExcusedByAnErrorAfterwards) {
  Journal journal;
  journal.recovered.set_recovered(false);
  journal.with_verification = false;
  journal.failure.set_outcome(OUTCOME_ERROR);
  journal.failure.set_message("the engine does not answer");
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, OUTCOME_FAILED);
  EXPECT_THAT(verdict.reasons, ::testing::Contains("the engine does not answer"));
}

TEST(VerdictTest, WhatIsMissingFromTheJournalIsAnError) {
  for (bool Journal::*part : {&Journal::with_target, &Journal::with_proof, &Journal::with_procedure,
                              &Journal::with_recovered, &Journal::with_verification}) {
    Journal journal;
    journal.*part = false;
    EXPECT_EQ(journal.Judged().outcome, OUTCOME_ERROR);
    EXPECT_THAT(journal.Judged().reasons, Not(IsEmpty()));
  }
}

TEST(VerdictTest, ResidueIsTheMachinesError) {
  Journal journal;
  journal.residue.add_left("/dev/loop3");
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, OUTCOME_PASSED);
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
  failed.teardown_failure.set_outcome(OUTCOME_ERROR);
  failed.teardown_failure.set_message("umount: busy");
  EXPECT_EQ(failed.Judged().outcome, OUTCOME_PASSED) << "the rollback was judged before";
  EXPECT_EQ(failed.Judged().exit_code, 4);
  EXPECT_THAT(failed.Judged().reasons.front(), HasSubstr("umount: busy"));
}

TEST(ControlTest, WithoutARollbackItFails) {
  Journal journal;
  journal.started.set_control("no_rollback");
  journal.with_procedure = false;
  journal.recovered.set_recovered(false);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_FAILED);
  EXPECT_EQ(journal.Judged().exit_code, 1);
  EXPECT_TRUE(journal.Judged().as_expected);
}

TEST(ControlTest, WithoutARollbackASystemThatComesBackIsNoGoodControl) {
  Journal journal;
  journal.started.set_control("no_rollback");
  journal.with_procedure = false;
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_INCONCLUSIVE);
  EXPECT_FALSE(journal.Judged().as_expected);
  EXPECT_EQ(journal.Judged().exit_code, 2);
  EXPECT_THAT(journal.Judged().reasons.front(), HasSubstr("came back without the rollback"));
  journal.AddCheck("data", CHECK_PHASE_VERIFICATION, false);
  EXPECT_FALSE(journal.Judged().as_expected) << "whatever else is wrong with it";
}

TEST(ControlTest, WithoutAFaultItPasses) {
  Journal journal;
  journal.started.set_control("no_fault");
  journal.with_procedure = journal.with_proof = journal.with_target = false;
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_PASSED);
  EXPECT_EQ(journal.Judged().exit_code, 0);
  journal.AddCheck("schema", CHECK_PHASE_VERIFICATION, false);
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
  journal_.AddCheck("revision", CHECK_PHASE_VERIFICATION, false);
  journal_.AddCheck("seeded_data/messages", CHECK_PHASE_VERIFICATION, false);
  const Verdict verdict = journal_.Judged();
  EXPECT_EQ(verdict.outcome, OUTCOME_FAILED);
  EXPECT_TRUE(verdict.as_expected);
  EXPECT_EQ(verdict.exit_code, 0);
}

TEST_F(KnownBadTest, TheCheckMustReportWhatIsSaid) {
  journal_.AddCheck("seeded_data/messages", CHECK_PHASE_VERIFICATION, false)
      .set_actual("0 of 500 rows");
  journal_.started.set_known_bad_found("0 of 500");
  EXPECT_TRUE(journal_.Judged().as_expected);
  journal_.started.set_known_bad_found("499 of 500");
  const Verdict verdict = journal_.Judged();
  EXPECT_FALSE(verdict.as_expected);
  EXPECT_EQ(verdict.exit_code, 1);
  EXPECT_THAT(verdict.reasons.front(), HasSubstr("which was to report: 499 of 500"));
}

TEST_F(KnownBadTest, NotFoundIsFailure) {
  const Verdict verdict = journal_.Judged();
  EXPECT_EQ(verdict.outcome, OUTCOME_PASSED);
  EXPECT_FALSE(verdict.as_expected);
  EXPECT_EQ(verdict.exit_code, 1);
  EXPECT_THAT(verdict.reasons.front(), HasSubstr("known to be bad"));
}

TEST(VerdictTest, AProcedureThatTheDrillHostRefusedIsNotJudgedByWhatCameAfter) {
  Journal journal;
  journal.checks.reserve(journal.checks.size() + 2);
  CheckResult& procedure = journal.AddCheck("procedure", CHECK_PHASE_PROCEDURE, false);
  journal.AddCheck("seeded_data/messages", CHECK_PHASE_VERIFICATION, false);
  journal.recovered.set_recovered(false);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_FAILED);
  procedure.set_undecided(true);
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_FAILED) << "data that is lost is lost";
  procedure.set_source("the drill host");
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, OUTCOME_INCONCLUSIVE);
  EXPECT_EQ(verdict.exit_code, 2);
  EXPECT_THAT(verdict.reasons, ElementsAre(HasSubstr("procedure: ")));
}

TEST_F(KnownBadTest, NotFoundAndLateIsFailureToo) {
  journal_.target.set_limit_ms(1);
  EXPECT_EQ(journal_.Judged().exit_code, 1);
}

TEST_F(KnownBadTest, FoundByAnotherCheckIsFailure) {
  journal_.AddCheck("seeded_data_of_others", CHECK_PHASE_VERIFICATION, false);
  EXPECT_EQ(journal_.Judged().exit_code, 1);
}

TEST_F(KnownBadTest, FailingEarlierForAnotherReasonIsFailure) {
  journal_.checks.clear();
  journal_.AddCheck("procedure", CHECK_PHASE_PROCEDURE, false);
  journal_.AddCheck("seeded_data/messages", CHECK_PHASE_VERIFICATION, false);
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

// From the first command, at 2.1 s, to the first green, at 5 s.
Event::Target SpanOf(int64_t limit_ms, Span span = SPAN_EXECUTION_TO_VERIFICATION) {
  Event::Target target;
  target.set_name("Execution to verification");
  target.set_limit_ms(limit_ms);
  target.set_span(span);
  return target;
}

TEST(VerdictTest, ASpanOverItsTargetIsOverTarget) {
  JournalCase journal;
  journal.span_targets = {SpanOf(2'900), SpanOf(2'800)};
  const Verdict verdict = journal.Judged();
  EXPECT_EQ(verdict.outcome, OUTCOME_PASSED);
  EXPECT_TRUE(verdict.over_target);
  EXPECT_EQ(verdict.exit_code, 3);
  EXPECT_EQ(verdict.reasons,
            std::vector<std::string>{
                "Execution to verification was over after 2900 ms, allowed are 2800"});
}

TEST(VerdictTest, ASpanWithoutATimeIsNotJudged) {
  JournalCase journal;
  journal.span_targets = {SpanOf(1, SPAN_TOTAL)};
  EXPECT_EQ(journal.Judged().exit_code, 0) << "nothing was detected";
}

TEST(VerdictTest, ASpansTargetIsNotTheRecoverys) {
  JournalCase journal;
  journal.with_target = false;
  journal.span_targets = {SpanOf(60'000)};
  EXPECT_EQ(journal.Judged().outcome, OUTCOME_ERROR);
}

}  // namespace
}  // namespace drill
