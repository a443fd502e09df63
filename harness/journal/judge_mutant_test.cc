#include "harness/journal/judge_mutant.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Summary Drill(const std::string& outcome, int exit_code) {
  Summary drill;
  drill.set_outcome(outcome);
  drill.set_exit_code(exit_code);
  if (exit_code != 0) drill.add_reasons("because of " + outcome);
  return drill;
}

void AddCheck(const std::string& phase, const std::string& name, bool passed, Summary& drill) {
  SummaryCheck& check = *drill.add_checks();
  check.set_phase(phase);
  check.set_name(name);
  check.set_passed(passed);
}

MutantResult Judged(const Summary& drill, const Summary& procedure = Drill("passed", 0),
                    const std::string& kind = "dropped") {
  MutantResult result;
  result.set_kind(kind);
  JudgeMutant(procedure, drill, result);
  return result;
}

TEST(JudgeMutantTest, WhatFailsIsKilledByItsFirstFailedChecks) {
  Summary drill = Drill("failed", 1);
  AddCheck("steady_state", "steady_state", true, drill);
  AddCheck("procedure", "procedure", false, drill);
  AddCheck("verification", "schema", false, drill);
  AddCheck("verification", "schema", false, drill);
  AddCheck("verification", "services/web", false, drill);
  drill.mutable_checks(4)->set_skipped(true);
  AddCheck("verification", "load", false, drill);
  drill.mutable_checks(5)->set_undecided(true);
  const MutantResult result = Judged(drill);
  EXPECT_EQ(result.outcome(), "killed");
  EXPECT_THAT(result.found_by(), ElementsAre("procedure", "verification/schema"));
  EXPECT_EQ(result.reason(), "because of failed");
  EXPECT_EQ(result.exit_code(), 1);
  EXPECT_EQ(result.meaning(), "");
}

TEST(JudgeMutantTest, WithoutAFailedCheckTheVerdictFoundIt) {
  EXPECT_THAT(Judged(Drill("failed", 1)).found_by(), ElementsAre("verdict"));
}

TEST(JudgeMutantTest, WhatPassesSurvives) {
  const MutantResult result = Judged(Drill("passed", 0));
  EXPECT_EQ(result.outcome(), "survived");
  EXPECT_THAT(result.found_by(), IsEmpty());
  EXPECT_THAT(result.meaning(), HasSubstr("without it"));
  EXPECT_THAT(Judged(Drill("passed", 0), Drill("passed", 0), "swapped").meaning(),
              HasSubstr("either order"));
  EXPECT_THAT(Judged(Drill("passed", 0), Drill("passed", 0), "true").meaning(),
              HasSubstr("branch not taken"));
  MutantResult look;
  look.set_only_looks(true);
  JudgeMutant(Drill("passed", 0), Drill("passed", 0), look);
  EXPECT_THAT(look.meaning(), HasSubstr("only looks"));
}

TEST(JudgeMutantTest, OverTheTargetIsKilledWhereTheProcedureWasNot) {
  Summary late = Drill("passed", 3);
  late.set_over_target(true);
  EXPECT_EQ(Judged(late).outcome(), "killed");
  EXPECT_THAT(Judged(late).found_by(), ElementsAre("time target"));
  EXPECT_EQ(Judged(late, late).outcome(), "survived");
}

TEST(JudgeMutantTest, EverythingElseIsUndecided) {
  for (const Summary& drill : {Drill("inconclusive", 2), Drill("invalid", 65), Drill("error", 4),
                               Drill("passed", 4), Drill("failed", 4), Drill("", 4)}) {
    const MutantResult result = Judged(drill);
    EXPECT_EQ(result.outcome(), "undecided") << drill.outcome();
    EXPECT_EQ(result.reason(), "because of " + drill.outcome());
    EXPECT_EQ(result.meaning(), "");
  }
}

MutationReport Report(const std::string& outcome, int exit_code) {
  MutationReport report;
  report.mutable_procedure()->set_outcome(outcome);
  report.mutable_procedure()->set_exit_code(exit_code);
  return report;
}

void Add(const std::string& outcome, const std::string& drill_outcome, MutationReport& report) {
  MutantResult& mutant = *report.add_mutants();
  mutant.set_outcome(outcome);
  mutant.set_drill_outcome(drill_outcome);
}

TEST(ScoreOfTest, CountsEach) {
  MutationReport report = Report("passed", 0);
  Add("killed", "failed", report);
  Add("killed", "failed", report);
  Add("survived", "passed", report);
  Add("survived", "passed", report);
  report.mutable_mutants(3)->set_only_looks(true);
  Add("undecided", "inconclusive", report);
  Add("not_run", "", report);
  const MutationScore score = ScoreOf(report);
  EXPECT_EQ(score.killed(), 2);
  EXPECT_EQ(score.survived(), 2);
  EXPECT_EQ(score.only_look(), 1);
  EXPECT_EQ(score.undecided(), 1);
  EXPECT_EQ(score.not_run(), 1);
}

TEST(MutationExitCodeTest, ASurvivorIsAFindingAndFailsOnRequestOnly) {
  MutationReport report = Report("passed", 0);
  Add("killed", "failed", report);
  EXPECT_EQ(MutationExitCode(report, true), 0);
  Add("survived", "passed", report);
  report.mutable_mutants(1)->set_only_looks(true);
  EXPECT_EQ(MutationExitCode(report, true), 0) << "no drill can kill a look";
  Add("undecided", "inconclusive", report);
  EXPECT_EQ(MutationExitCode(report, false), 0);
  EXPECT_EQ(MutationExitCode(report, true), 2);
  Add("survived", "passed", report);
  EXPECT_EQ(MutationExitCode(report, false), 0);
  EXPECT_EQ(MutationExitCode(report, true), 1);
}

TEST(MutationExitCodeTest, AMutantThatCouldNotBeRun) {
  for (const char* outcome : {"error", "invalid", ""}) {
    MutationReport report = Report("passed", 3);
    Add("survived", "passed", report);
    Add(*outcome == '\0' ? "not_run" : "undecided", outcome, report);
    EXPECT_EQ(MutationExitCode(report, true), 4) << outcome;
  }
}

TEST(MutationExitCodeTest, AProcedureThatDoesNotPass) {
  EXPECT_EQ(MutationExitCode(Report("failed", 1), false), 1);
  EXPECT_EQ(MutationExitCode(Report("inconclusive", 2), false), 1);
  EXPECT_EQ(MutationExitCode(Report("invalid", 65), false), 65);
  EXPECT_EQ(MutationExitCode(Report("error", 4), false), 4);
  EXPECT_EQ(MutationExitCode(Report("passed", 4), false), 4);
  EXPECT_FALSE(ProcedurePassed(Report("passed", 4)));
  EXPECT_TRUE(ProcedurePassed(Report("passed", 3)));
}

}  // namespace
}  // namespace drill
