#include "harness/command/coverage.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kRunbook[] =
    "# Shop\n\n## Steps\n\n### One back\n\n```bash\nmake back\n```\n\n"
    "### All back\n\n```bash\nmake all\n```\n\n## Background\n\nProse.\n";

class CoverageTest : public ::testing::Test {
 protected:
  void AddScenario(const std::string& name, const std::string& id, const std::string& heading,
                   const std::string& stack_name = "shop") {
    LoadedScenario scenario{name, "", "", "", {}, FieldLocations(""), {}};
    scenario.scenario.set_stack(stack_name);
    scenario.scenario.set_procedure_id(id);
    scenario.scenario.mutable_rollback()->set_heading(heading);
    LoadedStack stack{stack_name, "", "", stack_, FieldLocations(""), {}};
    PreparedDrill drill(LoadedDrill{std::move(scenario), std::move(stack), {}});
    absl::StatusOr<Document> document = ParseDocument("ROLLBACK.md", kRunbook);
    ASSERT_THAT(document, IsOk());
    drill.document = *std::move(document);
    drills_.push_back(std::move(drill));
  }
  void Number(const std::string& id, const std::string& heading, const std::string& name = "") {
    DocumentedProcedure& procedure = *stack_.add_procedures();
    procedure.set_id(id);
    procedure.set_heading(heading);
    procedure.set_name(name);
  }

  Stack stack_;
  std::vector<PreparedDrill> drills_;
};

TEST_F(CoverageTest, WithoutAListTheHeadingsWithCommandsAreTheProcedures) {
  AddScenario("shop/a", "", "one back");
  AddScenario("shop/b", "", "One back");
  const std::vector<SystemCoverage> coverage = CoverageOf(drills_);
  ASSERT_THAT(coverage, SizeIs(1));
  ASSERT_THAT(coverage[0].procedures, SizeIs(2));
  EXPECT_THAT(coverage[0].procedures[0].scenarios, ElementsAre("shop/a", "shop/b"));
  EXPECT_THAT(coverage[0].Uncovered(), ElementsAre("All back"));
  const std::string table = CoverageTable(coverage[0]);
  EXPECT_THAT(table, HasSubstr("NOBODY"));
  EXPECT_THAT(table, HasSubstr("2 procedures, 1 uncovered: All back\n"));
}

TEST_F(CoverageTest, ANumberedProcedureIsDrilledByItsNumber) {
  Number("S1", "One back", "the newest one");
  Number("S2", "All back");
  Number("S3", "All back");
  AddScenario("shop/a", "", "One back");
  AddScenario("shop/b", "S2", "All back");
  // Under a heading that two share, only the number tells which.
  AddScenario("shop/c", "", "All back");
  const std::vector<SystemCoverage> coverage = CoverageOf(drills_);
  ASSERT_THAT(coverage, SizeIs(1));
  EXPECT_THAT(coverage[0].procedures[0].scenarios, ElementsAre("shop/a"));
  EXPECT_THAT(coverage[0].procedures[1].scenarios, ElementsAre("shop/b"));
  EXPECT_THAT(coverage[0].Uncovered(), ElementsAre("S3"));
  EXPECT_THAT(CoverageTable(coverage[0]), HasSubstr("the newest one"));
}

TEST_F(CoverageTest, AProcedureThatNoDocumentHasIsUncovered) {
  Number("S1", "Three back");
  AddScenario("shop/a", "S1", "One back");
  const SystemCoverage system = CoverageOf(drills_).front();
  EXPECT_THAT(system.Uncovered(), ElementsAre("S1"));
  EXPECT_THAT(CoverageTable(system), HasSubstr("NO SUCH HEADING"));
}

// Each once, however many scenarios run it; as written only where all of them do.
TEST_F(CoverageTest, CommandsAndDeviationsAreCounted) {
  AddScenario("shop/a", "", "One back");
  AddScenario("shop/b", "", "One back");
  for (PreparedDrill& drill : drills_) {
    drill.plan.steps.resize(3);
    for (int line = 0; line < 3; ++line) {
      drill.plan.steps[line].line = line + 1;
      drill.plan.steps[line].text = drill.plan.steps[line].run_text = "make back";
    }
    drill.plan.deviations.push_back({2, "<tag>", "the one before", "binding"});
  }
  drills_[1].plan.steps[1].run_text = "make back TAG=1";
  drills_[1].plan.deviations.push_back({3, "make back", "it may fail", "tolerance"});
  const SystemCoverage system = CoverageOf(drills_).front();
  EXPECT_EQ(system.commands, 3);
  EXPECT_EQ(system.as_written, 2);
  EXPECT_EQ(system.deviations, 2);
  EXPECT_THAT(CoverageTable(system),
              HasSubstr("3 commands run, 2 of them as written; 2 deviations\n"));
}

TEST_F(CoverageTest, AVariantDrillsForItsSystem) {
  Number("S1", "One back");
  Number("S2", "All back");
  AddScenario("shop/a", "S1", "One back");
  AddScenario("shop/b", "S2", "All back", "shop_variant");
  const std::vector<SystemCoverage> coverage = CoverageOf(drills_);
  ASSERT_THAT(coverage, SizeIs(1));
  EXPECT_EQ(coverage[0].stacks, "shop, shop_variant");
  EXPECT_THAT(coverage[0].Uncovered(), IsEmpty());
  EXPECT_THAT(CoverageTable(coverage[0]), HasSubstr("2 procedures, none uncovered"));
}

TEST_F(CoverageTest, StepsByHandAreNoCommands) {
  AddScenario("shop/a", "", "One back");
  Step& command = drills_[0].plan.steps.emplace_back();
  command.text = command.run_text = "make back";
  command.line = 8;
  Step& click = drills_[0].plan.steps.emplace_back();
  click.text = "Click.";
  click.line = 9;
  click.manual = true;
  const std::vector<SystemCoverage> coverage = CoverageOf(drills_);
  EXPECT_EQ(coverage[0].commands, 1);
  EXPECT_EQ(coverage[0].as_written, 1);
  EXPECT_EQ(coverage[0].by_hand, 1);
  EXPECT_THAT(CoverageTable(coverage[0]),
              HasSubstr("1 step by hand, waited for and never verified"));
}

TEST_F(CoverageTest, RowsOfTheDecisionTableWithoutAProcedureAreNamed) {
  Number("S1", "One back");
  stack_.mutable_procedures(0)->add_kinds("Code");
  AddScenario("shop/a", "S1", "One back");
  drills_[0].incident.decisions = {{"Bug", 20, {}, {"Code"}, {}},
                                   {"Lost data", 21, {}, {"Data"}, {}}};
  const std::vector<SystemCoverage> coverage = CoverageOf(drills_);
  EXPECT_THAT(coverage[0].unserved, ElementsAre("Lost data"));
  EXPECT_THAT(CoverageTable(coverage[0]),
              HasSubstr("no procedure for these rows of the decision table: Lost data"));
}

}  // namespace
}  // namespace drill
