#include "harness/journal/judge_mutant.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/enum_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Summary Drill(Outcome outcome, int exit_code) {
  Summary drill;
  drill.set_outcome(outcome);
  drill.set_exit_code(exit_code);
  if (exit_code != 0) drill.add_reasons("because of " + EnumText(outcome));
  return drill;
}

void AddCheck(CheckPhase phase, const std::string& name, bool passed, Summary& drill) {
  SummaryCheck& check = *drill.add_checks();
  check.set_phase(phase);
  check.set_name(name);
  check.set_passed(passed);
}

// The drill of the procedure as it is written.
MutationBase Base(bool over_target = false) {
  MutationBase base;
  base.set_outcome(OUTCOME_PASSED);
  base.set_over_target(over_target);
  return base;
}

MutantResult Judged(const Summary& drill, const MutationBase& procedure = Base(),
                    MutantKind kind = MUTANT_KIND_DROPPED) {
  MutantResult result;
  result.set_kind(kind);
  JudgeMutant(procedure, drill, result);
  return result;
}

TEST(JudgeMutantTest, WhatFailsIsKilledByItsFirstFailedChecks) {
  Summary drill = Drill(OUTCOME_FAILED, 1);
  AddCheck(CHECK_PHASE_STEADY_STATE, "steady_state", true, drill);
  AddCheck(CHECK_PHASE_PROCEDURE, "procedure", false, drill);
  AddCheck(CHECK_PHASE_VERIFICATION, "schema", false, drill);
  AddCheck(CHECK_PHASE_VERIFICATION, "schema", false, drill);
  AddCheck(CHECK_PHASE_VERIFICATION, "services/web", false, drill);
  drill.mutable_checks(4)->set_skipped(true);
  AddCheck(CHECK_PHASE_VERIFICATION, "load", false, drill);
  drill.mutable_checks(5)->set_undecided(true);
  const MutantResult result = Judged(drill);
  EXPECT_EQ(result.outcome(), MUTANT_OUTCOME_KILLED);
  EXPECT_THAT(result.found_by(), ElementsAre("procedure", "verification/schema"));
  EXPECT_EQ(result.reason(), "because of failed");
  EXPECT_EQ(result.exit_code(), 1);
  EXPECT_EQ(result.meaning(), "");
}

TEST(JudgeMutantTest, WithoutAFailedCheckTheVerdictFoundIt) {
  EXPECT_THAT(Judged(Drill(OUTCOME_FAILED, 1)).found_by(), ElementsAre("verdict"));
}

TEST(JudgeMutantTest, WhatPassesSurvives) {
  const MutantResult result = Judged(Drill(OUTCOME_PASSED, 0));
  EXPECT_EQ(result.outcome(), MUTANT_OUTCOME_SURVIVED);
  EXPECT_THAT(result.found_by(), IsEmpty());
  EXPECT_THAT(result.meaning(), HasSubstr("without it"));
  EXPECT_THAT(Judged(Drill(OUTCOME_PASSED, 0), Base(), MUTANT_KIND_SWAPPED).meaning(),
              HasSubstr("either order"));
  EXPECT_THAT(Judged(Drill(OUTCOME_PASSED, 0), Base(), MUTANT_KIND_TRUE).meaning(),
              HasSubstr("branch not taken"));
  MutantResult look;
  look.set_only_looks(true);
  JudgeMutant(Base(), Drill(OUTCOME_PASSED, 0), look);
  EXPECT_THAT(look.meaning(), HasSubstr("only looks"));
}

TEST(JudgeMutantTest, OverTheTargetIsKilledWhereTheProcedureWasNot) {
  Summary late = Drill(OUTCOME_PASSED, 3);
  late.set_over_target(true);
  EXPECT_EQ(Judged(late).outcome(), MUTANT_OUTCOME_KILLED);
  EXPECT_THAT(Judged(late).found_by(), ElementsAre("time target"));
  EXPECT_EQ(Judged(late, Base(/*over_target=*/true)).outcome(), MUTANT_OUTCOME_SURVIVED);
}

TEST(JudgeMutantTest, EverythingElseIsUndecided) {
  for (const Summary& drill :
       {Drill(OUTCOME_INCONCLUSIVE, 2), Drill(OUTCOME_INVALID, 65), Drill(OUTCOME_ERROR, 4),
        Drill(OUTCOME_PASSED, 4), Drill(OUTCOME_FAILED, 4), Drill(OUTCOME_UNSPECIFIED, 4)}) {
    const MutantResult result = Judged(drill);
    EXPECT_EQ(result.outcome(), MUTANT_OUTCOME_UNDECIDED) << EnumText(drill.outcome());
    EXPECT_EQ(result.reason(), "because of " + EnumText(drill.outcome()));
    EXPECT_EQ(result.meaning(), "");
  }
}

MutationReport Report(Outcome outcome, int exit_code) {
  MutationReport report;
  report.mutable_procedure()->set_outcome(outcome);
  report.mutable_procedure()->set_exit_code(exit_code);
  return report;
}

void Add(MutantOutcome outcome, Outcome drill_outcome, MutationReport& report) {
  MutantResult& mutant = *report.add_mutants();
  mutant.set_outcome(outcome);
  mutant.set_drill_outcome(drill_outcome);
}

TEST(ScoreOfTest, CountsEach) {
  MutationReport report = Report(OUTCOME_PASSED, 0);
  Add(MUTANT_OUTCOME_KILLED, OUTCOME_FAILED, report);
  Add(MUTANT_OUTCOME_KILLED, OUTCOME_FAILED, report);
  Add(MUTANT_OUTCOME_SURVIVED, OUTCOME_PASSED, report);
  Add(MUTANT_OUTCOME_SURVIVED, OUTCOME_PASSED, report);
  report.mutable_mutants(3)->set_only_looks(true);
  Add(MUTANT_OUTCOME_UNDECIDED, OUTCOME_INCONCLUSIVE, report);
  Add(MUTANT_OUTCOME_NOT_RUN, OUTCOME_UNSPECIFIED, report);
  const MutationScore score = ScoreOf(report);
  EXPECT_EQ(score.killed(), 2);
  EXPECT_EQ(score.survived(), 2);
  EXPECT_EQ(score.only_look(), 1);
  EXPECT_EQ(score.undecided(), 1);
  EXPECT_EQ(score.not_run(), 1);
}

TEST(MutationExitCodeTest, ASurvivorIsAFindingAndFailsOnRequestOnly) {
  MutationReport report = Report(OUTCOME_PASSED, 0);
  Add(MUTANT_OUTCOME_KILLED, OUTCOME_FAILED, report);
  EXPECT_EQ(MutationExitCode(report, true), 0);
  Add(MUTANT_OUTCOME_SURVIVED, OUTCOME_PASSED, report);
  report.mutable_mutants(1)->set_only_looks(true);
  EXPECT_EQ(MutationExitCode(report, true), 0) << "no drill can kill a look";
  Add(MUTANT_OUTCOME_UNDECIDED, OUTCOME_INCONCLUSIVE, report);
  EXPECT_EQ(MutationExitCode(report, false), 0);
  EXPECT_EQ(MutationExitCode(report, true), 2);
  Add(MUTANT_OUTCOME_SURVIVED, OUTCOME_PASSED, report);
  EXPECT_EQ(MutationExitCode(report, false), 0);
  EXPECT_EQ(MutationExitCode(report, true), 1);
}

TEST(MutationExitCodeTest, AMutantThatCouldNotBeRun) {
  for (const Outcome outcome : {OUTCOME_ERROR, OUTCOME_INVALID, OUTCOME_UNSPECIFIED}) {
    MutationReport report = Report(OUTCOME_PASSED, 3);
    Add(MUTANT_OUTCOME_SURVIVED, OUTCOME_PASSED, report);
    Add(outcome == OUTCOME_UNSPECIFIED ? MUTANT_OUTCOME_NOT_RUN : MUTANT_OUTCOME_UNDECIDED, outcome,
        report);
    EXPECT_EQ(MutationExitCode(report, true), 4) << EnumText(outcome);
  }
}

TEST(MutationExitCodeTest, AProcedureThatDoesNotPass) {
  EXPECT_EQ(MutationExitCode(Report(OUTCOME_FAILED, 1), false), 1);
  EXPECT_EQ(MutationExitCode(Report(OUTCOME_INCONCLUSIVE, 2), false), 1);
  EXPECT_EQ(MutationExitCode(Report(OUTCOME_INVALID, 65), false), 65);
  EXPECT_EQ(MutationExitCode(Report(OUTCOME_ERROR, 4), false), 4);
  EXPECT_EQ(MutationExitCode(Report(OUTCOME_PASSED, 4), false), 4);
  EXPECT_FALSE(ProcedurePassed(Report(OUTCOME_PASSED, 4)));
  EXPECT_TRUE(ProcedurePassed(Report(OUTCOME_PASSED, 3)));
}

}  // namespace
}  // namespace drill
