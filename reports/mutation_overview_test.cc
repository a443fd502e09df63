#include "reports/mutation_overview.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/journal/judge_mutant.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

MutationReport Report(const std::string& scenario, Outcome outcome) {
  MutationReport report;
  report.set_scenario(scenario);
  report.set_heading("Roll back");
  report.set_runbook("fixtures/shop/ROLLBACK.md");
  report.mutable_procedure()->set_outcome(outcome);
  return report;
}

void Add(MutationReport& report, int mistake, MutantOutcome outcome) {
  MutantResult& mutant = *report.add_mutants();
  mutant.set_mistake(mistake);
  mutant.set_number(mistake);
  mutant.set_kind(MUTANT_KIND_DROPPED);
  mutant.set_text("docker compose up -d");
  mutant.set_outcome(outcome);
}

// One procedure with two survivors, of which one only looks, and one that does not pass itself.
std::vector<MutationReport> Sample() {
  MutationReport passed = Report("shop/bad_release", OUTCOME_PASSED);
  for (const bool only_looks : {false, true}) {
    MutantResult& mutant = *passed.add_mutants();
    mutant.set_number(only_looks ? 5 : 4);
    mutant.set_line(12);
    mutant.set_kind(MUTANT_KIND_DROPPED);
    mutant.set_text(only_looks ? "docker ps" : "docker compose stop web");
    mutant.set_outcome(MUTANT_OUTCOME_SURVIVED);
    mutant.set_only_looks(only_looks);
    mutant.set_mistake(only_looks ? 2 : 1);
  }
  for (int i = 3; i < 6; ++i) Add(passed, i, MUTANT_OUTCOME_KILLED);
  *passed.mutable_score() = ScoreOf(passed);
  MutationReport failed = Report("shop/disk_full", OUTCOME_FAILED);
  failed.mutable_procedure()->set_reason("the shop does not answer");
  for (int i = 6; i < 13; ++i) Add(failed, i, MUTANT_OUTCOME_NOT_RUN);
  *failed.mutable_score() = ScoreOf(failed);
  return {passed, failed};
}

TEST(MutationOverviewTest, SaysWhatEachProcedureShowedAndAllTogether) {
  const std::string overview = MutationOverview(Sample());
  EXPECT_THAT(overview, AllOf(HasSubstr("shop/bad_release       3         2          1"),
                              HasSubstr("shop/disk_full         0         0          0"),
                              EndsWith("killed 3 of 5 (7 not run, 1 survivor only looks)\n")));
}

TEST(MutationOverviewTest, NamesSurvivorsThatDoNotOnlyLookAndProceduresThatDoNotPass) {
  const std::string overview = MutationOverview(Sample());
  EXPECT_THAT(overview,
              AllOf(HasSubstr("shop/bad_release: survived: mutant 4, line 12, dropped: docker "
                              "compose stop web"),
                    HasSubstr("shop/disk_full: the procedure itself is failed: the shop does not "
                              "answer"),
                    Not(HasSubstr("docker ps"))));
}

TEST(MutationOverviewTest, AMistakeOfSeveralScenariosCountsOnce) {
  MutationReport first = Report("shop/bad_release", OUTCOME_PASSED);
  MutationReport second = Report("shop/disk_full", OUTCOME_PASSED);
  Add(first, 1, MUTANT_OUTCOME_KILLED);
  Add(second, 1, MUTANT_OUTCOME_DRILLED_ELSEWHERE);
  Add(first, 2, MUTANT_OUTCOME_DRILLED_ELSEWHERE);
  Add(second, 2, MUTANT_OUTCOME_KILLED);
  Add(first, 3, MUTANT_OUTCOME_SURVIVED);
  Add(second, 3, MUTANT_OUTCOME_SURVIVED);
  Add(first, 4, MUTANT_OUTCOME_UNDECIDED);
  Add(second, 4, MUTANT_OUTCOME_SURVIVED);
  Add(first, 5, MUTANT_OUTCOME_UNDECIDED);
  Add(second, 5, MUTANT_OUTCOME_NOT_RUN);
  for (MutationReport* report : {&first, &second}) *report->mutable_score() = ScoreOf(*report);
  const std::string overview = MutationOverview({first, second});
  EXPECT_THAT(overview, AllOf(HasSubstr("shop/bad_release, shop/disk_full: survived: mutant 3"),
                              HasSubstr("  shop/disk_full: survived: mutant 4"),
                              Not(HasSubstr("survived: mutant 2")),
                              EndsWith("killed 2 of 4 (1 undecided left out)\n")));
}

TEST(MutationOverviewTest, ThePageLeadsToEachScenariosOwn) {
  const std::string directory = ::testing::TempDir();
  ASSERT_THAT(WriteMutationOverview(Sample(), directory), IsOk());
  EXPECT_THAT(
      ReadFile(directory + "/mutations.md"),
      IsOkAndHolds(
          AllOf(HasSubstr("# Mutants: killed 3 of 5"), HasSubstr("](shop-bad_release/mutation.md)"),
                HasSubstr("](shop-disk_full/mutation.md)"), HasSubstr("compose stop web"))));
}

}  // namespace
}  // namespace drill
