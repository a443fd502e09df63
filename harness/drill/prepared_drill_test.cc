#include "harness/drill/prepared_drill.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kStack[] = R"(
description: "A shop."
operator_directory: "/srv/shop"
compose_project: "shop"
baseline: "1"
releases { version: "1" images { key: "web" value: "shop-web:1" } }
images { reference: "shop-web:1" build { context: "web" } }
prepare { name: "deploy" command: "docker compose up -d" records_release: "1" }
steady_state { name: "front" http { url: "http://localhost:8080/health" } }
)";

constexpr char kRunbook[] = R"(# Shop

| rollback | target |
| --- | --- |
| configuration only | < 2 minutes |

## Configuration rollback

```bash
git checkout -- nginx.conf
docker compose restart web
```
)";

constexpr char kScenario[] = R"(
description: "The front page is gone."
stack: "shop"
fault {
  summary: "The configuration is broken."
  command { command: "echo broken > nginx.conf" }
  proof { name: "front_red" http { url: "http://localhost:8080/health" must_fail: true } }
}
rollback { heading: "Configuration rollback" }
recovery { steady_state: "*" }
expected { data { not_checked: "no data" } target { runbook_row: "configuration only" } }
)";

class PreparedDrillTest : public testing::Test {
 protected:
  PreparedDrillTest()
      : root_(testing::TempDir() + "/" +
              testing::UnitTest::GetInstance()->current_test_info()->name()) {
    Write("fixtures/shop/stack.textproto", kStack);
    Write("fixtures/shop/ROLLBACK.md", kRunbook);
    Write("fixtures/shop/web/Dockerfile", "FROM scratch\n");
    Write("fixtures/shop/host/srv/shop/compose.yml", "services: {web: {image: 'shop-web:1'}}\n");
    Write("scenarios/shop/gone.textproto", kScenario);
  }

  void Write(const std::string& path, const std::string& text) {
    const std::string whole = root_ + "/" + path;
    ASSERT_THAT(MakeDirectories(whole.substr(0, whole.rfind('/'))), IsOk());
    ASSERT_THAT(WriteFile(whole, text), IsOk());
  }

  absl::StatusOr<PreparedDrill> Prepare(const std::string& runbook = "") {
    return PrepareDrill(root_, root_ + "/scenarios/shop/gone.textproto", runbook);
  }

  const std::string root_;
};

TEST_F(PreparedDrillTest, ReadsThePlanAndTheTargetFromTheDocument) {
  const absl::StatusOr<PreparedDrill> drill = Prepare();
  ASSERT_THAT(drill, IsOk());
  EXPECT_THAT(drill->problems, IsEmpty());
  EXPECT_EQ(drill->plan.steps.size(), 2u);
  EXPECT_EQ(drill->target.limit_ms(), 120000);
  EXPECT_EQ(drill->target.source(), "\"< 2 minutes\", line 5 of the runbook");
  EXPECT_EQ(drill->starting_release(), "1");
  EXPECT_EQ(drill->expected_release(), "1");
}

TEST_F(PreparedDrillTest, AnotherDocumentMayBePutInItsPlace) {
  Write("other.md", "# Nothing here\n");
  const absl::StatusOr<PreparedDrill> drill = Prepare(root_ + "/other.md");
  ASSERT_THAT(drill, IsOk());
  EXPECT_THAT(drill->problems, Contains(HasSubstr("other.md")));
}

TEST_F(PreparedDrillTest, RevisionsAreReadWhereTheStackSaysTheyStand) {
  const std::string stack = kStack;
  Write("fixtures/shop/stack.textproto",
        stack + "documented_revisions { heading: 'Migrations' known: 'true' }\n");
  absl::StatusOr<PreparedDrill> drill = Prepare();
  ASSERT_THAT(drill, IsOk());
  EXPECT_THAT(drill->problems, ElementsAre(HasSubstr("no heading \"Migrations\"")));

  const std::string runbook = kRunbook;
  const std::string table = "\n## Migrations\n\n| revision |\n| --- |\n| a1 |\n";
  Write("fixtures/shop/ROLLBACK.md", runbook + table);
  drill = Prepare();
  ASSERT_THAT(drill, IsOk());
  EXPECT_THAT(drill->problems, IsEmpty());
  ASSERT_EQ(drill->revisions.size(), 1u);
  EXPECT_EQ(drill->revisions[0].name, "a1");

  Write("other.md", runbook);
  drill = Prepare(root_ + "/other.md");
  ASSERT_THAT(drill, IsOk());
  EXPECT_THAT(drill->problems, IsEmpty());
}

TEST_F(PreparedDrillTest, AnotherWordingOfTheDocumentIsFollowed) {
  Write("other.md",
        "# Laden\n\n## Einstellungen\n\nErst zurück, dann neu:\n\n"
        "```bash\ngit checkout -- nginx.conf\ndocker compose restart web\n```\n");
  absl::StatusOr<PreparedDrill> drill = Prepare(root_ + "/other.md");
  ASSERT_THAT(drill, IsOk());
  EXPECT_THAT(drill->problems, IsEmpty());
  EXPECT_EQ(drill->plan.steps.size(), 2u);
  EXPECT_EQ(drill->scenario().rollback().heading(), "Einstellungen");
  EXPECT_THAT(drill->plan.notes, Contains(HasSubstr("is \"Einstellungen\" here")));
  EXPECT_EQ(drill->target.limit_ms(), 120000);
  EXPECT_EQ(drill->target.source(), "\"< 2 minutes\", line 5 of the stack's own runbook");

  Write("other.md", "# Laden\n\n## Einstellungen\n\n```bash\nmake anew\n```\n");
  drill = Prepare(root_ + "/other.md");
  ASSERT_THAT(drill, IsOk());
  EXPECT_THAT(drill->problems, Contains(HasSubstr("Configuration rollback")));
}

TEST_F(PreparedDrillTest, WithoutFaultAndProcedureNothingHasChanged) {
  absl::StatusOr<PreparedDrill> drill = Prepare();
  ASSERT_THAT(drill, IsOk());
  Expected& expected = *drill->loaded.scenario.scenario.mutable_expected();
  expected.set_release("0");
  (*expected.mutable_service_releases())["web"] = "2";
  expected.set_schema_release("2");
  (*expected.mutable_recorded())["commit"] = "abc";
  ExpectNothingChanged(&*drill);
  EXPECT_EQ(drill->expected_release(), "1");
  EXPECT_THAT(expected.service_releases(), IsEmpty());
  EXPECT_EQ(expected.schema_release(), "");
  EXPECT_THAT(expected.recorded(), IsEmpty());
  EXPECT_EQ(expected.data().not_checked(), "no data");
}

TEST_F(PreparedDrillTest, AScenarioThatCannotBeReadHasOnlyItsOwnProblem) {
  Write("scenarios/shop/gone.textproto", "stack: 'shop'\nrollback { headng: 'Undo' }\n");
  const absl::StatusOr<PreparedDrill> drill = Prepare();
  ASSERT_THAT(drill, IsOk());
  EXPECT_THAT(drill->problems, Contains(HasSubstr("headng")));
  EXPECT_THAT(drill->problems, Not(Contains(HasSubstr("ROLLBACK.md"))));
}

TEST_F(PreparedDrillTest, AMissingDocumentIsAProblemWithItsPath) {
  const absl::StatusOr<PreparedDrill> drill = Prepare(root_ + "/not_there.md");
  ASSERT_THAT(drill, IsOk());
  EXPECT_THAT(drill->problems, ElementsAre(HasSubstr("not_there.md")));
}

TEST_F(PreparedDrillTest, ProblemsOfScenarioPlanAndTargetAreAllThere) {
  std::string scenario = kScenario;
  scenario.replace(scenario.find("Configuration rollback"), 22, "Configuration rolback");
  scenario.replace(scenario.find("configuration only"), 18, "database only");
  scenario += "frobnicate: 1\n";
  Write("scenarios/shop/gone.textproto", scenario);
  const absl::StatusOr<PreparedDrill> drill = Prepare();
  ASSERT_THAT(drill, IsOk());
  EXPECT_THAT(drill->problems, Contains(HasSubstr("frobnicate")));
}

TEST_F(PreparedDrillTest, AHeadingAndARowThatAreNotThereAreBothNamed) {
  std::string scenario = kScenario;
  scenario.replace(scenario.find("Configuration rollback"), 22, "Configuration rolback");
  scenario.replace(scenario.find("configuration only"), 18, "database only");
  Write("scenarios/shop/gone.textproto", scenario);
  const absl::StatusOr<PreparedDrill> drill = Prepare();
  ASSERT_THAT(drill, IsOk());
  EXPECT_THAT(drill->problems, Contains(HasSubstr("rolback")));
  EXPECT_THAT(drill->problems, Contains(HasSubstr("database only")));
}

TEST_F(PreparedDrillTest, AScenarioThatIsNotThereIsAnError) {
  EXPECT_THAT(PrepareDrill(root_, root_ + "/scenarios/shop/other.textproto", "").status(),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace drill
