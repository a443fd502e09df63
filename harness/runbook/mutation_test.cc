#include "harness/runbook/mutation.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/enum_text.h"
#include "harness/runbook/document.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// One procedure "P" with one bash block; its commands begin on line 4.
Plan PlanOf(const std::string& commands, Rollback rollback = {}) {
  auto document = ParseDocument("R.md", absl::StrCat("# P\n\n```bash\n", commands, "\n```\n"));
  EXPECT_THAT(document, IsOk());
  rollback.set_heading("P");
  Plan plan = MakePlan(*document, rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  return plan;
}

Mutations MutationsOf(const Plan& plan) {
  auto mutations = MakeMutants(plan, ProgramTable::Shipped());
  EXPECT_THAT(mutations, IsOk());
  return *std::move(mutations);
}

Mutations MutationsOf(const std::string& commands) { return MutationsOf(PlanOf(commands)); }

std::string RunText(const Plan& plan) {
  return absl::StrJoin(plan.steps, " | ", [](std::string* out, const Step& step) {
    absl::StrAppend(out, step.run_text);
  });
}

// "dropped 4: b | c", a line a mutant.
std::vector<std::string> Told(const Mutations& mutations) {
  std::vector<std::string> told;
  for (const Mutant& mutant : mutations.mutants)
    told.push_back(
        absl::StrCat(EnumText(mutant.kind), " ", mutant.line, ": ", RunText(mutant.plan)));
  return told;
}

std::vector<std::string> ToldEqual(const Mutations& mutations) {
  std::vector<std::string> told;
  for (const EqualMutant& one : mutations.equal)
    told.push_back(absl::StrCat(EnumText(one.kind), " ", one.line, ": ", one.reason));
  return told;
}

TEST(MutationTest, EachCommandIsDroppedAndSwappedWithTheNext) {
  const Mutations mutations = MutationsOf("make a\nmake b\nmake c");
  EXPECT_THAT(Told(mutations),
              ElementsAre("dropped 4: make b | make c", "swapped 4: make b | make a | make c",
                          "dropped 5: make a | make c", "swapped 5: make a | make c | make b",
                          "dropped 6: make a | make b"));
  EXPECT_EQ(mutations.mutants[1].text, "make a");
  EXPECT_EQ(mutations.mutants[1].other_text, "make b");
  EXPECT_EQ(mutations.mutants[1].other_line, 5);
  EXPECT_EQ(mutations.mutants[4].number, 5);
  EXPECT_THAT(ToldEqual(mutations),
              ElementsAre("true 4: the same as dropped", "true 5: the same as dropped",
                          "true 6: the same as dropped"));
}

TEST(MutationTest, TheMistakeIsADeviationOfItsOwnDrill) {
  const Mutations mutations = MutationsOf("make a\nmake b");
  EXPECT_THAT(
      mutations.mutants[0].plan.deviations,
      ElementsAre(AllOf(Field(&PlanDeviation::kind, "mutant"), Field(&PlanDeviation::line, 4),
                        Field(&PlanDeviation::reason, "mutant 1: it is left out"))));
}

TEST(MutationTest, EqualCommandsAreNotSwapped) {
  const Mutations mutations = MutationsOf("make a\nmake a");
  EXPECT_THAT(Told(mutations), ElementsAre("dropped 4: make a", "dropped 5: make a"));
  EXPECT_THAT(ToldEqual(mutations), Contains("swapped 4: the next one is the same command"));
}

TEST(MutationTest, ProgramsInsideAStatementBecomeTrue) {
  EXPECT_THAT(Told(MutationsOf("if ready x; then deploy x; fi\nmake")),
              AllOf(Contains("true 4: if true x; then deploy x; fi | make"),
                    Contains("true 4: if ready x; then true x; fi | make")));
  EXPECT_THAT(Told(MutationsOf("dump db | restore db\nmake")),
              AllOf(Contains("true 4: true db | restore db | make"),
                    Contains("true 4: dump db | true db | make")));
  EXPECT_THAT(Told(MutationsOf("NEWEST=$(pick x)\nmake")),
              Contains("true 4: NEWEST=$(true x) | make"));
  EXPECT_THAT(Told(MutationsOf("dump db > f\nmake")), Contains("true 4: true db > f | make"));
  EXPECT_THAT(Told(MutationsOf("! broken\nmake")), Contains("true 4: ! true | make"));
  EXPECT_THAT(
      Told(MutationsOf("stop $(names)\nmake")),
      AllOf(Contains("true 4: true $(names) | make"), Contains("true 4: stop $(true) | make")));
}

TEST(MutationTest, WhatAMutantOfAPartIsCalled) {
  const Mutations mutations = MutationsOf("make a &&\n  make b c\nmake");
  const Mutant& part = mutations.mutants[2];
  EXPECT_EQ(part.kind, MUTANT_KIND_TRUE);
  EXPECT_EQ(part.text, "make b c");
  EXPECT_EQ(part.line, 5);
  EXPECT_EQ(part.plan.steps[0].text, "make a &&\n  make b c");
  EXPECT_FALSE(part.plan.steps[0].verbatim());
}

TEST(MutationTest, HereDocumentsStayWhole) {
  EXPECT_THAT(Told(MutationsOf("load <<EOF | sort -o f\na\nEOF\nmake")),
              Contains("true 4: true <<EOF | sort -o f\na\nEOF | make"));
}

TEST(MutationTest, TrueIsLikeDroppedButWhereTheExitCodeIsLookedAt) {
  EXPECT_THAT(Told(MutationsOf("make a\nif [ $? -ne 0 ]; then make b; fi")),
              Contains("true 4: true a | if [ $? -ne 0 ]; then make b; fi"));
  const Mutations mutations = MutationsOf("X=1\nmake a");
  EXPECT_THAT(Told(mutations), Not(Contains(HasSubstr("true 4"))));
  EXPECT_THAT(ToldEqual(mutations), Contains("true 4: no program is called in it"));
}

TEST(MutationTest, WhatOnlyLooksIsDroppedAndNothingElse) {
  const Mutations mutations = MutationsOf("docker ps | grep x\ndocker ps\nmake");
  ASSERT_THAT(mutations.mutants, SizeIs(4));
  EXPECT_TRUE(mutations.mutants[0].only_looks);
  EXPECT_TRUE(mutations.mutants[1].only_looks);
  EXPECT_EQ(mutations.mutants[2].kind, MUTANT_KIND_SWAPPED);
  EXPECT_FALSE(mutations.mutants[2].only_looks);
  EXPECT_FALSE(mutations.mutants[3].only_looks);
  EXPECT_THAT(ToldEqual(mutations), Contains("true 4: it only looks, as a whole and in each part"));
  EXPECT_THAT(ToldEqual(mutations), Contains("swapped 4: it and the next one only look"));
}

TEST(MutationTest, AnEntranceThatIsDroppedLeavesTheRestOutside) {
  Rollback rollback;
  rollback.add_entrances()->set_command("ssh me@host");
  rollback.mutable_entrances(0)->set_directory("/srv");
  const Mutations mutations = MutationsOf(PlanOf("ssh me@host\nmake a\nexit", rollback));
  EXPECT_THAT(Told(mutations), AllOf(Contains("dropped 4: make a | exit"),
                                     Contains("swapped 4: make a | ssh me@host | exit")));
  EXPECT_FALSE(mutations.mutants[0].plan.steps[0].enters);
  const Plan& swapped = mutations.mutants[1].plan;
  EXPECT_FALSE(swapped.steps[0].enters);
  EXPECT_TRUE(swapped.steps[1].enters);
  EXPECT_EQ(swapped.steps[1].entered_directory, "/srv");
  EXPECT_THAT(ToldEqual(mutations),
              Contains("true 4: what does not enter a shell is as if dropped"));
}

TEST(MutationTest, WhatAPersonsShellHasIsThereAllTheSame) {
  Rollback rollback;
  rollback.add_bindings()->set_placeholder("$TAG");
  rollback.mutable_bindings(0)->set_value("v1");
  const Mutations mutations = MutationsOf(PlanOf("make a $TAG | x\nmake b $TAG", rollback));
  EXPECT_THAT(Told(mutations), ElementsAre("dropped 4: TAG='v1'\nmake b $TAG",
                                           "true 4: TAG='v1'\ntrue a $TAG | x | make b $TAG",
                                           "true 4: TAG='v1'\nmake a $TAG | true | make b $TAG",
                                           "swapped 4: TAG='v1'\nmake b $TAG | make a $TAG | x",
                                           "dropped 5: TAG='v1'\nmake a $TAG | x"));
  EXPECT_EQ(mutations.mutants[0].plan.steps[0].added_lines, 1);
  EXPECT_EQ(mutations.mutants[3].plan.steps[0].added_lines, 1);
  EXPECT_EQ(mutations.mutants[3].plan.steps[1].added_lines, 0);
}

TEST(MutationTest, AValueIsKnownInTheShellThatIsEnteredToo) {
  Rollback rollback;
  rollback.add_entrances()->set_command("ssh me@host");
  rollback.add_bindings()->set_placeholder("$TAG");
  rollback.mutable_bindings(0)->set_value("v1");
  EXPECT_THAT(Told(MutationsOf(PlanOf("ssh me@host\nmake a $TAG\nmake b $TAG", rollback))),
              Contains("swapped 4: TAG='v1'\nmake a $TAG | ssh me@host | TAG='v1'\nmake b $TAG"));
  EXPECT_THAT(Told(MutationsOf(PlanOf("make a $TAG\nssh me@host", rollback))),
              Contains("swapped 4: TAG='v1'\nssh me@host | TAG='v1'\nmake a $TAG"));
}

TEST(MutationTest, TheOnlyCommandBecomesTrue) {
  const Mutations mutations = MutationsOf("dump | restore");
  EXPECT_EQ(Told(mutations)[0], "dropped 4: true");
  EXPECT_THAT(mutations.mutants[0].plan.steps[0].piped, IsEmpty());
}

TEST(MutationTest, WhatTheScenarioSubstitutesIsMutatedAsItIsRun) {
  Rollback rollback;
  rollback.add_substitutions()->set_command("vim f");
  rollback.mutable_substitutions(0)->set_replacement("edit f && check f");
  rollback.add_substitutions()->set_command("make a");
  rollback.mutable_substitutions(1)->set_replacement("true");
  rollback.add_substitutions()->set_command("make b");
  const Mutations mutations = MutationsOf(PlanOf("vim f\nmake a\nmake b", rollback));
  EXPECT_THAT(Told(mutations), ElementsAre("dropped 4: true", "true 4: true f && check f | true",
                                           "true 4: edit f && true f | true"));
  EXPECT_THAT(ToldEqual(mutations),
              AllOf(Contains("swapped 4: one of the two does nothing as it is run"),
                    Contains("dropped 5: it does nothing as it is run")));
}

TEST(MutationTest, TheBlockStaysWithThePlace) {
  auto document = ParseDocument("R.md", "# P\n\n```bash\nmake a\n```\n\n```bash\nmake b\n```\n");
  ASSERT_THAT(document, IsOk());
  Rollback rollback;
  rollback.set_heading("P");
  const Mutations mutations = MutationsOf(MakePlan(*document, rollback));
  const Plan& swapped = mutations.mutants[1].plan;
  EXPECT_EQ(swapped.steps[0].run_text, "make b");
  EXPECT_EQ(swapped.steps[0].line, 8);
  EXPECT_EQ(swapped.steps[0].block, 0);
  EXPECT_EQ(swapped.steps[1].block, 1);
}

TEST(KeepMutantsTest, KindsAndOneNumber) {
  const Mutations all = MutationsOf("make a > f\nmake b");
  Mutations some = all;
  KeepMutants({"swapped", "true"}, 0, &some);
  EXPECT_THAT(Told(some),
              ElementsAre("true 4: true a > f | make b", "swapped 4: make b | make a > f"));
  EXPECT_EQ(some.mutants[0].number, 2);
  EXPECT_THAT(some.equal, SizeIs(1));
  some = all;
  KeepMutants({"dropped", "swapped", "true"}, 3, &some);
  ASSERT_THAT(some.mutants, SizeIs(1));
  EXPECT_EQ(some.mutants[0].kind, MUTANT_KIND_SWAPPED);
  KeepMutants({"dropped"}, 3, &some);
  EXPECT_THAT(some.mutants, IsEmpty());
}

}  // namespace
}  // namespace drill
