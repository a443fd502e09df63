#include "reports/mutation.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/enum_text.h"
#include "harness/base/file.h"
#include "harness/journal/judge_mutant.h"
#include "harness/testing/status_matchers.h"
#include "reports/golden.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

MutantResult& Add(MutantKind kind, int line, const std::string& text, MutantOutcome outcome,
                  MutationReport& report) {
  MutantResult& mutant = *report.add_mutants();
  mutant.set_number(report.mutants_size());
  mutant.set_kind(kind);
  mutant.set_line(line);
  mutant.set_text(text);
  mutant.set_outcome(outcome);
  mutant.set_directory("mutant-0" + std::to_string(report.mutants_size()) + "-" + EnumText(kind) +
                       "-line-" + std::to_string(line));
  return mutant;
}

void Judge(Outcome outcome, int exit_code, const std::string& check, const std::string& reason,
           MutantResult& mutant) {
  Summary drill;
  drill.set_outcome(outcome);
  drill.set_exit_code(exit_code);
  if (!reason.empty()) drill.add_reasons(reason);
  if (!check.empty()) {
    drill.add_checks()->set_phase(CHECK_PHASE_VERIFICATION);
    drill.mutable_checks(0)->set_name(check);
  }
  JudgeMutant(MutationBase(), drill, mutant);
}

// One of each kind and outcome.
MutationReport SampleMutations() {
  MutationReport report;
  report.set_scenario("shop/bad_release");
  report.set_heading("Roll back");
  report.set_runbook("fixtures/shop/ROLLBACK.md");
  report.set_seed(7);
  report.set_command_line("tools/drill mutate scenarios/shop/bad_release.textproto --seed 7");
  report.mutable_procedure()->set_outcome(OUTCOME_PASSED);
  report.mutable_procedure()->set_directory("procedure");
  Judge(OUTCOME_FAILED, 1, "schema", "schema: expected that of 1.9.0",
        Add(MUTANT_KIND_DROPPED, 12, "docker compose exec api alembic downgrade -1",
            MUTANT_OUTCOME_UNSPECIFIED, report));
  Add(MUTANT_KIND_SWAPPED, 12, "docker compose exec api alembic downgrade -1",
      MUTANT_OUTCOME_UNSPECIFIED, report)
      .set_other_line(13);
  report.mutable_mutants(1)->set_other_text("git checkout v1.9.0 && docker compose up -d");
  Judge(OUTCOME_PASSED, 0, "", "", *report.mutable_mutants(1));
  Judge(OUTCOME_INCONCLUSIVE, 2, "", "the machine was too busy to tell",
        Add(MUTANT_KIND_TRUE, 13, "git checkout v1.9.0", MUTANT_OUTCOME_UNSPECIFIED, report));
  MutantResult& look =
      Add(MUTANT_KIND_DROPPED, 14, "docker ps | grep api", MUTANT_OUTCOME_UNSPECIFIED, report);
  look.set_only_looks(true);
  Judge(OUTCOME_PASSED, 0, "", "", look);
  Add(MUTANT_KIND_DROPPED, 15, "curl -X POST localhost/done", MUTANT_OUTCOME_NOT_RUN, report);
  EqualMutantResult& equal = *report.add_equal();
  equal.set_kind(MUTANT_KIND_TRUE);
  equal.set_line(12);
  equal.set_text("docker compose exec api alembic downgrade -1");
  equal.set_reason("the same as dropped");
  *report.mutable_score() = ScoreOf(report);
  return report;
}

TEST(MutationGoldenTest, Table) { ExpectGolden("mutation.txt", MutationTable(SampleMutations())); }

TEST(MutationGoldenTest, List) { ExpectGolden("mutants.txt", MutantsList(SampleMutations())); }

TEST(MutationGoldenTest, Markdown) {
  ExpectGolden("mutation.md", MutationMarkdown(SampleMutations()));
}

TEST(MutationGoldenTest, Files) {
  const std::string directory = ::testing::TempDir();
  ASSERT_THAT(WriteMutationReports(SampleMutations(), directory), IsOk());
  auto json = ReadFile(directory + "/mutation.json");
  ASSERT_THAT(json, IsOk());
  ExpectGolden("mutation.json", *json);
  EXPECT_THAT(ReadFile(directory + "/mutation.md"),
              IsOkAndHolds(MutationMarkdown(SampleMutations())));
}

TEST(MutationReportTest, AProcedureThatDoesNotPassSaysNothingElse) {
  MutationReport report = SampleMutations();
  report.mutable_procedure()->set_outcome(OUTCOME_FAILED);
  report.mutable_procedure()->set_exit_code(1);
  report.mutable_procedure()->set_reason("schema: that of 2.0.0");
  EXPECT_EQ(MutationTable(report),
            "the procedure itself does not pass; nothing can be learnt from mutants (failed: "
            "schema: that of 2.0.0)\n");
  EXPECT_THAT(MutationMarkdown(report), HasSubstr("nothing can be learnt from mutants"));
  EXPECT_THAT(MutationMarkdown(report), Not(HasSubstr("killed 1 of")));
}

TEST(ScoreSentenceTest, TellsWhatIsNotCounted) {
  MutationScore score;
  score.set_killed(9);
  score.set_survived(2);
  EXPECT_EQ(ScoreSentence(score), "killed 9 of 11");
  score.set_undecided(2);
  EXPECT_EQ(ScoreSentence(score), "killed 9 of 11 (2 undecided left out)");
  score.set_not_run(1);
  score.set_only_look(1);
  EXPECT_EQ(ScoreSentence(score),
            "killed 9 of 11 (2 undecided left out, 1 not run, 1 survivor only looks)");
}

}  // namespace
}  // namespace drill
