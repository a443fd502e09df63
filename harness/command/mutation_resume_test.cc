#include "harness/command/mutation_resume.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/proto_json.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kDigest[] = "0123";

class MutationResumeTest : public ::testing::Test {
 protected:
  MutationResumeTest() {
    earlier_.set_seed(7);
    earlier_.set_command_line("tools/drill mutate shop --seed 7");
    MutationBase& base = *earlier_.mutable_procedure();
    base.set_outcome(OUTCOME_PASSED);
    base.set_directory("procedure");
    base.set_inputs_sha256(kDigest);
    const MutantOutcome outcomes[] = {
        MUTANT_OUTCOME_KILLED,  MUTANT_OUTCOME_SURVIVED,          MUTANT_OUTCOME_UNDECIDED,
        MUTANT_OUTCOME_NOT_RUN, MUTANT_OUTCOME_DRILLED_ELSEWHERE, MUTANT_OUTCOME_DRILLED_ELSEWHERE};
    for (const MutantOutcome outcome : outcomes) {
      MutantResult& now = *report_.add_mutants();
      now.set_number(report_.mutants_size());
      now.set_line(10 + report_.mutants_size());
      now.set_kind(MUTANT_KIND_DROPPED);
      now.set_text("docker compose up -d");
      now.set_outcome(MUTANT_OUTCOME_NOT_RUN);
      MutantResult& then = *earlier_.add_mutants();
      then = now;
      then.set_outcome(outcome);
      then.set_reason("because");
    }
    // Drilled here, where it survived, and found in another scenario.
    earlier_.mutable_mutants(5)->set_drill_outcome(OUTCOME_PASSED);
    report_.set_seed(8);
  }

  std::vector<MutantOutcome> Outcomes() const {
    std::vector<MutantOutcome> outcomes;
    for (const MutantResult& mutant : report_.mutants()) outcomes.push_back(mutant.outcome());
    return outcomes;
  }

  MutationReport earlier_;
  MutationReport report_;
};

TEST_F(MutationResumeTest, WhatItsOwnDrillsDecidedIsTakenOver) {
  EXPECT_EQ(TakeOver(earlier_, kDigest, &report_), 3);
  EXPECT_THAT(Outcomes(),
              ElementsAre(MUTANT_OUTCOME_KILLED, MUTANT_OUTCOME_SURVIVED, MUTANT_OUTCOME_NOT_RUN,
                          MUTANT_OUTCOME_NOT_RUN, MUTANT_OUTCOME_NOT_RUN, MUTANT_OUTCOME_SURVIVED));
  EXPECT_EQ(report_.mutants(0).reason(), "because");
  EXPECT_EQ(report_.mutants(5).reason(), "");
  EXPECT_EQ(report_.procedure().outcome(), OUTCOME_PASSED);
  EXPECT_EQ(report_.seed(), 7u);
  EXPECT_EQ(report_.command_line(), "tools/drill mutate shop --seed 7");
  EXPECT_EQ(report_.score().survived(), 2);
}

TEST_F(MutationResumeTest, NothingOfOtherInputsOrOfAProcedureThatDidNotPass) {
  EXPECT_EQ(TakeOver(earlier_, "4567", &report_), 0);
  earlier_.mutable_procedure()->clear_inputs_sha256();
  EXPECT_EQ(TakeOver(earlier_, "", &report_), 0) << "nothing is known of either";
  earlier_.mutable_procedure()->set_inputs_sha256(kDigest);
  earlier_.mutable_procedure()->set_outcome(OUTCOME_FAILED);
  EXPECT_EQ(TakeOver(earlier_, kDigest, &report_), 0);
  EXPECT_EQ(report_.seed(), 8u);
  EXPECT_FALSE(report_.has_procedure());
}

TEST_F(MutationResumeTest, AnotherMistakeOfTheSameNumberIsNotTheSame) {
  report_.mutable_mutants(0)->set_text("docker compose start");
  report_.mutable_mutants(1)->set_kind(MUTANT_KIND_SWAPPED);
  report_.mutable_mutants()->RemoveLast();
  EXPECT_EQ(TakeOver(earlier_, kDigest, &report_), 0);
}

TEST_F(MutationResumeTest, ReadsWhatARunWrote) {
  const std::string directory = ::testing::TempDir();
  const absl::StatusOr<std::string> json = ProtoToJson(earlier_);
  ASSERT_THAT(json, IsOk());
  ASSERT_THAT(WriteFile(directory + "/mutation.json", *json), IsOk());
  const absl::StatusOr<MutationReport> read = ReadMutationReport(directory);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->mutants_size(), 6);
  EXPECT_EQ(read->procedure().inputs_sha256(), kDigest);
}

TEST_F(MutationResumeTest, NothingThereAndADamagedFileAreToldApart) {
  const std::string directory = ::testing::TempDir();
  EXPECT_THAT(ReadMutationReport(directory + "/nowhere"), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_THAT(WriteFile(directory + "/mutation.json", "{ \"scenario\": "), IsOk());
  EXPECT_THAT(ReadMutationReport(directory),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("remove it")));
}

}  // namespace
}  // namespace drill
