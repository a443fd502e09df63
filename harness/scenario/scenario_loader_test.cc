#include "harness/scenario/scenario_loader.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/scenario/quarterly.pb.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kScenario[] = R"(description: 'd'
stack: 'aria'
fault { summary: 's' sql { statement: 'x' } proof { name: 'p' schema { release: '1' } } }
rollback { heading: 'h' }
recovery { steady_state: '*' }
expected { data { nothing_lost: true } target { runbook_row: 'r' } }
)";

class ScenarioLoaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    root_ = absl::StrCat(::testing::TempDir(), "/", name);
    ASSERT_THAT(RemoveAll(root_), IsOk());
    Put("fixtures/aria/stack.textproto", "");
    Put("scenarios/aria/two.textproto", kScenario);
    Put("scenarios/aria/one.textproto", kScenario);
    Put("scenarios/aria/one/migration.py", "");
    Put("scenarios/qubot/three.textproto", kScenario);
  }

  void Put(const std::string& path, const std::string& content) {
    const std::string full = root_ + "/" + path;
    ASSERT_THAT(MakeDirectories(full.substr(0, full.rfind('/'))), IsOk());
    ASSERT_THAT(WriteFile(full, content), IsOk());
  }

  std::string root_;
};

TEST_F(ScenarioLoaderTest, FindsByNameFileAndDirectory) {
  const std::string one = root_ + "/scenarios/aria/one.textproto";
  const std::string two = root_ + "/scenarios/aria/two.textproto";
  const std::string three = root_ + "/scenarios/qubot/three.textproto";
  EXPECT_THAT(FindScenarios(root_, "aria/one"), IsOkAndHolds(ElementsAre(one)));
  EXPECT_THAT(FindScenarios(root_, one), IsOkAndHolds(ElementsAre(one)));
  EXPECT_THAT(FindScenarios(root_, root_ + "/scenarios/aria/one"), IsOkAndHolds(ElementsAre(one)));
  EXPECT_THAT(FindScenarios(root_, "aria"), IsOkAndHolds(ElementsAre(one, two)));
  EXPECT_THAT(FindScenarios(root_, root_ + "/scenarios"), IsOkAndHolds(SizeIs(3)));
  EXPECT_THAT(FindScenarios(root_, ""), IsOkAndHolds(SizeIs(3)));
  // Gates lie there, too.
  Put("scenarios/gate.textproto", "description: 'no scenario'");
  Put("scenarios/aria/nightly.gate.textproto", "description: 'no scenario'");
  EXPECT_THAT(FindScenarios(root_, ""), IsOkAndHolds(SizeIs(3)));
  // And a stack.
  EXPECT_THAT(FindScenarios(root_, root_), IsOkAndHolds(SizeIs(3)));
}

TEST_F(ScenarioLoaderTest, AnUnknownNameIsNotFoundAndTheNearestIsNamed) {
  EXPECT_THAT(FindScenarios(root_, "aria/onee"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("did you mean aria/one?")));
  EXPECT_THAT(FindScenarios(root_, "zebra-crossing"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("there are: aria/one, aria/two")));
  for (int i = 0; i < 20; ++i) Put(absl::StrCat("scenarios/many/s", i, ".textproto"), "");
  EXPECT_THAT(FindScenarios(root_, "zebra-crossing"),
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("there are 23: `tools/drill list` shows them")));
}

TEST_F(ScenarioLoaderTest, LoadsAFileWithItsNameAndStack) {
  const absl::StatusOr<LoadedScenario> loaded =
      LoadScenario("/nowhere", root_ + "/scenarios/aria/one.textproto");
  ASSERT_THAT(loaded, IsOk());
  EXPECT_THAT(loaded->problems, IsEmpty()) << FormatProblems(loaded->problems);
  EXPECT_EQ(loaded->name, "aria/one");
  EXPECT_EQ(loaded->directory, root_ + "/scenarios/aria");
  EXPECT_EQ(loaded->stack_directory, root_ + "/fixtures/aria");
  EXPECT_EQ(loaded->scenario.rollback().heading(), "h");
}

TEST_F(ScenarioLoaderTest, AFileElsewhereUsesTheRootsFixtures) {
  const std::string file = absl::StrCat(::testing::TempDir(), "/alone.textproto");
  ASSERT_THAT(WriteFile(file, kScenario), IsOk());
  const absl::StatusOr<LoadedScenario> loaded = LoadScenario(root_, file);
  ASSERT_THAT(loaded, IsOk());
  EXPECT_THAT(loaded->problems, IsEmpty());
  EXPECT_EQ(loaded->name, "alone");
  EXPECT_EQ(loaded->stack_directory, root_ + "/fixtures/aria");
}

TEST_F(ScenarioLoaderTest, AStackThatIsNotThereIsAProblem) {
  Put("scenarios/aria/bad.textproto", absl::StrReplaceAll(kScenario, {{"'aria'", "'arai'"}}));
  const std::string file = root_ + "/scenarios/aria/bad.textproto";
  const absl::StatusOr<LoadedScenario> loaded = LoadScenario(root_, file);
  ASSERT_THAT(loaded, IsOk());
  EXPECT_EQ(loaded->stack_directory, "");
  EXPECT_THAT(FormatProblems(loaded->problems),
              HasSubstr(absl::StrCat(file,
                                     ":2:1: stack has no stack.textproto: arai; did you mean "
                                     "aria? (looked for fixtures/arai/stack.textproto above the "
                                     "scenario")));
}

TEST_F(ScenarioLoaderTest, AnUnknownFieldIsToldTogetherWithTheRest) {
  Put("scenarios/aria/bad.textproto", "descripton: 'd'\nstack: 'aria'\n");
  const absl::StatusOr<LoadedScenario> loaded =
      LoadScenario(root_, root_ + "/scenarios/aria/bad.textproto");
  ASSERT_THAT(loaded, IsOk());
  EXPECT_THAT(FormatProblems(loaded->problems),
              HasSubstr("bad.textproto:1:1: Scenario has no field descripton; did you mean "
                        "description?\n"));
  EXPECT_THAT(FormatProblems(loaded->problems), HasSubstr("fault is required"));
}

TEST_F(ScenarioLoaderTest, AFileOfAnotherKindIsOneProblem) {
  QuarterlyPlan plan;
  plan.set_quarter("2026-Q4");
  plan.set_stack("aria");
  Put("scenarios/aria/two.textproto", plan.DebugString());
  const auto loaded = LoadScenario(root_, root_ + "/scenarios/aria/two.textproto");
  ASSERT_THAT(loaded, IsOk());
  ASSERT_THAT(loaded->problems, SizeIs(1));
  EXPECT_EQ(loaded->problems[0].message,
            "is the plan of a quarterly drill; expected is a scenario");
}

TEST_F(ScenarioLoaderTest, AfterAnErrorOfSyntaxNothingIsSaidToBeMissing) {
  Put("scenarios/aria/bad.textproto", "description: \n}\n");
  const absl::StatusOr<LoadedScenario> loaded =
      LoadScenario(root_, root_ + "/scenarios/aria/bad.textproto");
  ASSERT_THAT(loaded, IsOk());
  EXPECT_THAT(loaded->problems, SizeIs(1));
  EXPECT_THAT(FormatProblems(loaded->problems), Not(HasSubstr("required")));
}

TEST_F(ScenarioLoaderTest, AMissingFileIsAStatus) {
  EXPECT_THAT(LoadScenario(root_, root_ + "/none.textproto"),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace drill
