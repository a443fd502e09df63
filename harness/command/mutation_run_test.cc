#include "harness/command/mutation_run.h"

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/journal/judge_mutant.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Summary Drill(Outcome outcome, int exit_code) {
  Summary drill;
  drill.set_outcome(outcome);
  drill.set_exit_code(exit_code);
  if (exit_code != 0) drill.add_reasons("because");
  return drill;
}

Mutations Three() {
  Mutations mutations;
  for (int i = 0; i < 3; ++i) {
    Mutant& mutant = mutations.mutants.emplace_back();
    mutant.number = i + 2;
    mutant.line = 10 * (i + 1);
    mutant.text = "make\n" + std::to_string(i);
  }
  mutations.mutants[1].kind = MUTANT_KIND_SWAPPED;
  mutations.mutants[1].other_line = 30;
  mutations.mutants[1].other_text = "make\nit";
  mutations.mutants[2].only_looks = true;
  mutations.equal.push_back({MUTANT_KIND_TRUE, 10, "make\n0", "the same as dropped"});
  return mutations;
}

// Answers from a list, and notes what was asked for.
class MutationRunTest : public ::testing::Test {
 protected:
  MutationReport Run(std::vector<absl::StatusOr<Summary>> answers, int jobs = 1) {
    return RunOfSeveral(1, std::move(answers), jobs).front();
  }

  std::vector<MutationReport> RunOfSeveral(size_t count,
                                           std::vector<absl::StatusOr<Summary>> answers,
                                           int jobs = 1) {
    std::vector<MutatedProcedure> procedures;
    for (size_t i = 0; i < count; ++i) {
      procedures.push_back({Three(), ReportOf(Three())});
      if (known_) known_(procedures.back().report);
      procedures.back().report.set_scenario(absl::StrCat("shop/", i));
      procedures.back().report.set_heading(same_procedure_ ? "Roll back" : absl::StrCat(i));
    }
    RunMutations(
        jobs, stop_,
        [&](size_t procedure, const MutationDrill& drill) -> absl::StatusOr<Summary> {
          const std::lock_guard<std::mutex> lock(mutex_);
          EXPECT_EQ(drill.mutant == nullptr, drill.result == nullptr);
          const std::string prefix = count == 1 ? "" : absl::StrCat(procedure, "/");
          directories_.push_back(absl::StrCat(prefix, drill.directory));
          if (directories_.size() == stop_after_) stop_.RequestStop();
          return answers.at(directories_.size() - 1);
        },
        [&](size_t procedure) {
          told_.push_back(absl::StrCat(procedure, ": ",
                                       procedures[procedure].report.score().killed(), " killed"));
        },
        procedures);
    std::vector<MutationReport> reports;
    for (const MutatedProcedure& procedure : procedures) reports.push_back(procedure.report);
    return reports;
  }

  static std::vector<MutantOutcome> Outcomes(const MutationReport& report) {
    std::vector<MutantOutcome> outcomes;
    for (const MutantResult& mutant : report.mutants()) outcomes.push_back(mutant.outcome());
    return outcomes;
  }

  StopToken stop_;
  size_t stop_after_ = 0;
  bool same_procedure_ = false;
  // What is known of a procedure before the run.
  std::function<void(MutationReport&)> known_;
  // What was told meanwhile.
  std::vector<std::string> told_;
  std::mutex mutex_;
  std::vector<std::string> directories_;
};

TEST_F(MutationRunTest, TheReportSaysWhatWillBeRun) {
  const MutationReport report = ReportOf(Three());
  EXPECT_EQ(report.mutants(0).text(), "make 0");
  EXPECT_EQ(report.mutants(1).kind(), MUTANT_KIND_SWAPPED);
  EXPECT_EQ(report.mutants(1).other_line(), 30);
  EXPECT_EQ(report.mutants(1).other_text(), "make it");
  EXPECT_FALSE(report.mutants(0).has_other_line());
  EXPECT_TRUE(report.mutants(2).only_looks());
  EXPECT_THAT(Outcomes(report),
              ElementsAre(MUTANT_OUTCOME_NOT_RUN, MUTANT_OUTCOME_NOT_RUN, MUTANT_OUTCOME_NOT_RUN));
  EXPECT_EQ(report.score().not_run(), 3);
  ASSERT_THAT(report.equal(), SizeIs(1));
  EXPECT_EQ(report.equal(0).kind(), MUTANT_KIND_TRUE);
}

TEST_F(MutationRunTest, TheProcedureFirstThenEachMutantInADirectoryOfItsOwn) {
  const MutationReport report = Run({Drill(OUTCOME_PASSED, 0), Drill(OUTCOME_FAILED, 1),
                                     Drill(OUTCOME_PASSED, 0), Drill(OUTCOME_INCONCLUSIVE, 2)});
  EXPECT_THAT(directories_, ElementsAre("procedure", "mutant-02-dropped-line-10",
                                        "mutant-03-swapped-line-20", "mutant-04-dropped-line-30"));
  EXPECT_THAT(Outcomes(report), ElementsAre(MUTANT_OUTCOME_KILLED, MUTANT_OUTCOME_SURVIVED,
                                            MUTANT_OUTCOME_UNDECIDED));
  EXPECT_EQ(report.procedure().outcome(), OUTCOME_PASSED);
  EXPECT_EQ(report.score().killed(), 1);
  EXPECT_EQ(report.score().survived(), 1);
  EXPECT_EQ(report.score().undecided(), 1);
  EXPECT_EQ(MutationExitCode(report, false), 0);
}

TEST_F(MutationRunTest, AProcedureThatDoesNotPassEndsIt) {
  const MutationReport report = Run({Drill(OUTCOME_FAILED, 1)});
  EXPECT_THAT(directories_, ElementsAre("procedure"));
  EXPECT_THAT(Outcomes(report),
              ElementsAre(MUTANT_OUTCOME_NOT_RUN, MUTANT_OUTCOME_NOT_RUN, MUTANT_OUTCOME_NOT_RUN));
  EXPECT_EQ(report.procedure().reason(), "because");
  EXPECT_EQ(MutationExitCode(report, false), 1);
}

TEST_F(MutationRunTest, AProcedureThatCouldNotBeRunEndsItToo) {
  const MutationReport report = Run({absl::InternalError("no disk")});
  EXPECT_EQ(report.procedure().outcome(), OUTCOME_ERROR);
  EXPECT_EQ(report.procedure().reason(), "no disk");
  EXPECT_EQ(MutationExitCode(report, false), 4);
}

TEST_F(MutationRunTest, AMutantThatCouldNotBeRunIsUndecidedAndTheOthersAreRun) {
  const MutationReport report = Run({Drill(OUTCOME_PASSED, 0), absl::InternalError("no disk"),
                                     Drill(OUTCOME_FAILED, 1), Drill(OUTCOME_FAILED, 1)});
  EXPECT_THAT(Outcomes(report),
              ElementsAre(MUTANT_OUTCOME_UNDECIDED, MUTANT_OUTCOME_KILLED, MUTANT_OUTCOME_KILLED));
  EXPECT_EQ(report.mutants(0).reason(), "no disk");
  EXPECT_EQ(MutationExitCode(report, false), 4);
}

TEST_F(MutationRunTest, NothingIsBegunOnceItIsStopped) {
  stop_after_ = 2;
  const MutationReport report = Run({Drill(OUTCOME_PASSED, 0), Drill(OUTCOME_ERROR, 4)});
  EXPECT_THAT(directories_, SizeIs(2));
  EXPECT_THAT(Outcomes(report), ElementsAre(MUTANT_OUTCOME_UNDECIDED, MUTANT_OUTCOME_NOT_RUN,
                                            MUTANT_OUTCOME_NOT_RUN));
  EXPECT_EQ(report.score().not_run(), 2);
  EXPECT_EQ(MutationExitCode(report, false), 4);
}

TEST_F(MutationRunTest, OfSeveralProceduresTheMutantsOfThoseThatPass) {
  const std::vector<MutationReport> reports =
      RunOfSeveral(2, {Drill(OUTCOME_FAILED, 1), Drill(OUTCOME_PASSED, 0), Drill(OUTCOME_FAILED, 1),
                       Drill(OUTCOME_FAILED, 1), Drill(OUTCOME_PASSED, 0)});
  EXPECT_THAT(directories_,
              ElementsAre("0/procedure", "1/procedure", "1/mutant-02-dropped-line-10",
                          "1/mutant-03-swapped-line-20", "1/mutant-04-dropped-line-30"));
  EXPECT_EQ(reports[0].score().not_run(), 3);
  EXPECT_EQ(reports[1].score().killed(), 2);
  EXPECT_EQ(reports[1].score().survived(), 1);
}

TEST_F(MutationRunTest, WhatOneScenarioOfAProcedureFoundIsNotDrilledInTheNext) {
  same_procedure_ = true;
  const std::vector<MutationReport> reports = RunOfSeveral(
      2, {Drill(OUTCOME_PASSED, 0), Drill(OUTCOME_PASSED, 0), Drill(OUTCOME_FAILED, 1),
          Drill(OUTCOME_PASSED, 0), Drill(OUTCOME_PASSED, 0), Drill(OUTCOME_FAILED, 1)});
  EXPECT_THAT(directories_,
              ElementsAre("0/procedure", "1/procedure", "0/mutant-02-dropped-line-10",
                          "0/mutant-03-swapped-line-20", "0/mutant-04-dropped-line-30",
                          "1/mutant-03-swapped-line-20"));
  EXPECT_THAT(
      Outcomes(reports[0]),
      ElementsAre(MUTANT_OUTCOME_KILLED, MUTANT_OUTCOME_DRILLED_ELSEWHERE, MUTANT_OUTCOME_SURVIVED))
      << "the second is found by the other scenario, the third only looks";
  EXPECT_THAT(Outcomes(reports[1]),
              ElementsAre(MUTANT_OUTCOME_DRILLED_ELSEWHERE, MUTANT_OUTCOME_KILLED,
                          MUTANT_OUTCOME_DRILLED_ELSEWHERE));
  EXPECT_EQ(reports[1].score().elsewhere(), 2);
  EXPECT_EQ(reports[1].mutants(0).reason(), "found in shop/0 by verdict");
  EXPECT_EQ(MutationExitCode(reports[1], true), 0);
}

TEST_F(MutationRunTest, EachResultIsToldAsSoonAsItIsThere) {
  Run({Drill(OUTCOME_PASSED, 0), Drill(OUTCOME_FAILED, 1), Drill(OUTCOME_PASSED, 0),
       Drill(OUTCOME_FAILED, 1)});
  EXPECT_THAT(told_, ElementsAre("0: 0 killed", "0: 1 killed", "0: 1 killed", "0: 2 killed"));
}

TEST_F(MutationRunTest, WhatIsKnownIsNotDrilledAgain) {
  known_ = [](MutationReport& report) {
    report.mutable_procedure()->set_outcome(OUTCOME_PASSED);
    report.mutable_mutants(0)->set_outcome(MUTANT_OUTCOME_KILLED);
  };
  const MutationReport report = Run({Drill(OUTCOME_FAILED, 1), Drill(OUTCOME_PASSED, 0)});
  EXPECT_THAT(directories_, ElementsAre("mutant-03-swapped-line-20", "mutant-04-dropped-line-30"));
  EXPECT_THAT(Outcomes(report),
              ElementsAre(MUTANT_OUTCOME_KILLED, MUTANT_OUTCOME_KILLED, MUTANT_OUTCOME_SURVIVED));
  EXPECT_EQ(report.score().killed(), 2);
}

TEST_F(MutationRunTest, WhatIsKnownOfOneScenarioHoldsForTheOthersOfItsProcedure) {
  same_procedure_ = true;
  int reports = 0;
  known_ = [&](MutationReport& report) {
    if (reports++ > 0) return;
    report.mutable_procedure()->set_outcome(OUTCOME_PASSED);
    for (MutantResult& mutant : *report.mutable_mutants())
      mutant.set_outcome(MUTANT_OUTCOME_KILLED);
  };
  const std::vector<MutationReport> all = RunOfSeveral(2, {Drill(OUTCOME_PASSED, 0)});
  EXPECT_THAT(directories_, ElementsAre("1/procedure"));
  EXPECT_EQ(all[1].score().elsewhere(), 3);
}

TEST_F(MutationRunTest, AProcedureThatWasNotBegunIsNotRun) {
  stop_after_ = 1;
  const std::vector<MutationReport> reports = RunOfSeveral(2, {Drill(OUTCOME_ERROR, 4)});
  EXPECT_EQ(MutationExitCode(reports[0], false), 4);
  EXPECT_EQ(MutationExitCode(reports[1], false), 4);
  EXPECT_EQ(reports[1].score().not_run(), 3);
}

TEST_F(MutationRunTest, SeveralAtOnce) {
  const MutationReport report = Run({Drill(OUTCOME_PASSED, 0), Drill(OUTCOME_FAILED, 1),
                                     Drill(OUTCOME_FAILED, 1), Drill(OUTCOME_FAILED, 1)},
                                    3);
  EXPECT_EQ(directories_.front(), "procedure");
  EXPECT_THAT(std::set<std::string>(directories_.begin(), directories_.end()), SizeIs(4));
  EXPECT_THAT(Outcomes(report),
              ElementsAre(MUTANT_OUTCOME_KILLED, MUTANT_OUTCOME_KILLED, MUTANT_OUTCOME_KILLED));
}

}  // namespace
}  // namespace drill
