#include "harness/command/shared_mistakes.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::IsEmpty;

MutationReport Report(const std::string& scenario, const std::string& heading = "Roll back") {
  MutationReport report;
  report.set_scenario(scenario);
  report.set_heading(heading);
  report.set_runbook("ROLLBACK.md");
  return report;
}

MutantResult& Add(MutationReport& report, MutantKind kind, int line, const std::string& text) {
  MutantResult& mutant = *report.add_mutants();
  mutant.set_kind(kind);
  mutant.set_line(line);
  mutant.set_text(text);
  return mutant;
}

// Two scenarios that drill the same procedure, and one that drills another with the same command.
class SharedMistakesTest : public testing::Test {
 protected:
  SharedMistakesTest() {
    for (MutationReport* report : {&first_, &second_, &other_}) {
      Add(*report, MUTANT_KIND_DROPPED, 12, "docker compose up -d");
      Add(*report, MUTANT_KIND_SWAPPED, 12, "docker compose up -d");
      Add(*report, MUTANT_KIND_DROPPED, 14, "docker ps").set_only_looks(true);
    }
  }

  static MutantResult WithOutcome(const MutantResult& mutant, MutantOutcome outcome) {
    MutantResult result = mutant;
    result.set_outcome(outcome);
    if (outcome == MUTANT_OUTCOME_KILLED) result.add_found_by("recovery/recovery");
    return result;
  }

  MutationReport first_ = Report("shop/bad_release");
  MutationReport second_ = Report("shop/disk_full");
  MutationReport other_ = Report("shop/web_down", "Restart the web server");
};

TEST_F(SharedMistakesTest, TheSameMistakeInTheSameProcedureHasOneNumber) {
  const SharedMistakes shared({&first_, &second_, &other_});
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(first_.mutants(i).mistake(), i + 1);
    EXPECT_EQ(second_.mutants(i).mistake(), i + 1);
    EXPECT_EQ(other_.mutants(i).mistake(), i + 4) << "another procedure";
  }
}

TEST_F(SharedMistakesTest, TheSameCommandTwiceInALineIsTwoMistakes) {
  Add(first_, MUTANT_KIND_DROPPED, 14, "docker ps");
  const SharedMistakes shared({&first_, &second_});
  EXPECT_NE(first_.mutants(2).mistake(), first_.mutants(3).mistake());
  EXPECT_EQ(first_.mutants(2).mistake(), second_.mutants(2).mistake());
}

TEST_F(SharedMistakesTest, WhatOneScenarioFoundIsNotDrilledInTheOthers) {
  SharedMistakes shared({&first_, &second_, &other_});
  EXPECT_THAT(shared.WhyNotDrilled(second_.mutants(0)), IsEmpty());
  shared.Note("shop/bad_release", WithOutcome(first_.mutants(0), MUTANT_OUTCOME_KILLED));
  EXPECT_EQ(shared.WhyNotDrilled(second_.mutants(0)),
            "found in shop/bad_release by recovery/recovery");
  EXPECT_THAT(shared.WhyNotDrilled(second_.mutants(1)), IsEmpty());
  EXPECT_THAT(shared.WhyNotDrilled(other_.mutants(0)), IsEmpty());
}

TEST_F(SharedMistakesTest, ASurvivorIsDrilledInEachUnlessItOnlyLooks) {
  SharedMistakes shared({&first_, &second_, &other_});
  for (const int i : {0, 2})
    shared.Note("shop/bad_release", WithOutcome(first_.mutants(i), MUTANT_OUTCOME_SURVIVED));
  shared.Note("shop/bad_release", WithOutcome(first_.mutants(1), MUTANT_OUTCOME_UNDECIDED));
  EXPECT_THAT(shared.WhyNotDrilled(second_.mutants(0)), IsEmpty());
  EXPECT_THAT(shared.WhyNotDrilled(second_.mutants(1)), IsEmpty());
  EXPECT_EQ(shared.WhyNotDrilled(second_.mutants(2)),
            "it only looks, and survived in shop/bad_release");
}

TEST_F(SharedMistakesTest, ASurvivorThatALaterScenarioFindsIsFound) {
  SharedMistakes shared({&first_, &second_, &other_});
  for (MutantResult& mutant : *first_.mutable_mutants()) {
    mutant.set_outcome(MUTANT_OUTCOME_SURVIVED);
    mutant.set_meaning("it proves nothing here");
  }
  shared.Note("shop/disk_full", WithOutcome(second_.mutants(0), MUTANT_OUTCOME_KILLED));
  shared.MarkFoundElsewhere(&first_);
  EXPECT_EQ(first_.mutants(0).outcome(), MUTANT_OUTCOME_DRILLED_ELSEWHERE);
  EXPECT_EQ(first_.mutants(0).reason(),
            "its drill passes here; found in shop/disk_full by recovery/recovery");
  EXPECT_EQ(first_.mutants(1).outcome(), MUTANT_OUTCOME_SURVIVED);
}

}  // namespace
}  // namespace drill
