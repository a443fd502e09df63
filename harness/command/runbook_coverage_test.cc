#include "harness/command/runbook_coverage.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class RunbookCoverageTest : public testing::Test {
 protected:
  RunbookCoverageTest() {
    Add("shop/one", "S1", "make back");
    Add("shop/all", "S2", "make all-back");
  }

  void Add(const std::string& name, const std::string& id, const std::string& command) {
    LoadedDrill loaded{LoadedScenario{name, "", "", "", {}, FieldLocations(""), {}},
                       LoadedStack{"shop", "", "", {}, FieldLocations(""), {}},
                       {}};
    loaded.scenario.scenario.set_stack("shop");
    loaded.scenario.scenario.set_procedure_id(id);
    for (const char* number : {"S1", "S2", "S3"}) {
      DocumentedProcedure& procedure = *loaded.stack.stack.add_procedures();
      procedure.set_id(number);
      procedure.set_heading(number);
    }
    PreparedDrill& drill = drills_.emplace_back(std::move(loaded));
    drill.document.path = "ROLLBACK.md";
    Step& step = drill.plan.steps.emplace_back();
    step.line = 7;
    step.text = step.run_text = command;
  }

  static Summary Ran(const std::string& scenario, const std::string& started_at,
                     const std::string& command) {
    Summary drill;
    drill.set_scenario(scenario);
    drill.set_started_at(started_at);
    drill.set_outcome(OUTCOME_PASSED);
    drill.add_commands()->set_text(command);
    return drill;
  }

  std::vector<PreparedDrill> drills_;
};

TEST_F(RunbookCoverageTest, WhatWasNeverDrilledComesFirstThenTheOldest) {
  const auto procedures =
      RunbookCoverage(drills_, {Ran("shop/one", "2026-03-02T10:00:00Z", "make back"),
                                Ran("shop/all", "2026-03-01T10:00:00Z", "make all-back"),
                                Ran("shop/one", "2026-02-01T10:00:00Z", "make back")});
  ASSERT_THAT(procedures, SizeIs(3));
  EXPECT_EQ(procedures[0].id, "S3");
  EXPECT_THAT(procedures[0].last_run, IsEmpty());
  EXPECT_EQ(procedures[1].id, "S2");
  EXPECT_EQ(procedures[2].id, "S1");
  EXPECT_EQ(procedures[2].last_run, "2026-03-02T10:00:00Z");
  EXPECT_EQ(procedures[2].scenario, "shop/one");
  ASSERT_THAT(procedures[2].commands, SizeIs(1));
  EXPECT_EQ(procedures[2].commands[0].fate, "exit 0");
  EXPECT_EQ(procedures[2].commands[0].last_run, "2026-03-02T10:00:00Z");
  const std::string table = RunbookCoverageTable(procedures);
  EXPECT_THAT(table, HasSubstr("never"));
  EXPECT_THAT(table, Not(HasSubstr("was never run")));
}

// The document has another command than the one that was drilled.
TEST_F(RunbookCoverageTest, ACommandThatNoDrillRanIsNamed) {
  const auto procedures =
      RunbookCoverage(drills_, {Ran("shop/one", "2026-03-02T10:00:00Z", "make back-at-last")});
  EXPECT_THAT(procedures.back().commands[0].last_run, IsEmpty());
  EXPECT_THAT(RunbookCoverageTable(procedures), HasSubstr("line 7 was never run: make back\n"));
}

TEST_F(RunbookCoverageTest, InJsonWhatNeverWasIsNull) {
  const auto json = RunbookCoverageJson(
      RunbookCoverage(drills_, {Ran("shop/one", "2026-03-02T10:00:00Z", "make back")}));
  ASSERT_EQ(json.size(), 3u);
  EXPECT_TRUE(json[0]["last_run"].is_null());
  EXPECT_EQ(json[2]["id"], "S1");
  EXPECT_EQ(json[2]["outcome"], "passed");
  EXPECT_EQ(json[2]["commands"][0]["line"], 7);
}

}  // namespace
}  // namespace drill
