#include "harness/stack/reference_validator.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr char kStack[] = R"(
releases { version: '1' images { key: 'api' value: 'a' } }
releases { version: '2' images { key: 'web' value: 'w' } }
releases { version: '3' bad: true }
prepare { records_release: '1' }
prepare { records_release: '2' }
steady_state { name: 'health' }
database { service: 'db' seeded_tables { table: 'notes' } }
load { write { path: '/' } read { path: '/' } }
deploy: 'deploy $VERSION'
)";

constexpr char kScenario[] = R"(release: '2'
load { writes_per_second: 5 reads_per_second: 5 }
fault { release { version: '3' } proof { name: 'p' sql { query: 'q' } } }
recovery { steady_state: 'health' steady_state: '*' probes { rate { query: 'q' } } }
expected { release: '1' services: 'api' services: '*' data { nothing_lost: true } }
)";

std::string ProblemsOf(const std::string& scenario_text, const std::string& stack_text) {
  std::vector<Problem> problems;
  Scenario scenario;
  Stack stack;
  ParseTextProto("stack", stack_text, &stack, &problems);
  const FieldLocations locations = ParseTextProto("s", scenario_text, &scenario, &problems);
  ValidateReferences(scenario, stack, locations, &problems);
  return FormatProblems(problems);
}

TEST(ValidateReferencesTest, AllIsThere) { EXPECT_EQ(ProblemsOf(kScenario, kStack), ""); }

TEST(ValidateReferencesTest, AServiceLevelNeedsALoad) {
  const std::string level = "expected { data { not_checked: 'n' } service_level {} }";
  EXPECT_EQ(ProblemsOf(level, kStack), "");
  EXPECT_THAT(ProblemsOf(level, "description: 'd'"),
              HasSubstr("s:1:38: expected.service_level cannot be judged: there is no load"));
  EXPECT_THAT(ProblemsOf(level + "load {}", kStack), HasSubstr("there is no load"));
}

TEST(ValidateReferencesTest, AServiceMaySayItsProject) {
  const std::string several = absl::StrCat(
      "compose_project: 'shop' compose_project: 'old'\n",
      absl::StrReplaceAll(kStack,
                          {{"key: 'api'", "key: 'shop/api'"}, {"key: 'web'", "key: 'old/api'"}}));
  const auto problems = [&](const std::string& service) {
    return ProblemsOf(absl::StrReplaceAll(kScenario, {{"'api'", absl::StrCat("'", service, "'")}}),
                      several);
  };
  EXPECT_EQ(problems("shop/api"), "");
  EXPECT_EQ(problems("api"),
            "s:5:25: expected.services[0] is a service of several compose projects: api; write "
            "old/api or shop/api\n");
  EXPECT_EQ(
      problems("shap/api"),
      "s:5:25: expected.services[0] is not one of the stack's compose projects: shap; did you "
      "mean shop?\n"
      "s:5:25: expected.services[0] is not one of the stack's services: shap/api; did you "
      "mean shop/api?\n");
}

struct Case {
  std::string from;
  std::string to;
  std::string problems;
};

class ScenarioChangeTest : public ::testing::TestWithParam<Case> {};
TEST_P(ScenarioChangeTest, IsToldWithItsPlace) {
  const std::string content = absl::StrReplaceAll(kScenario, {{GetParam().from, GetParam().to}});
  ASSERT_NE(content, kScenario);
  EXPECT_EQ(ProblemsOf(content, kStack), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Dangling, ScenarioChangeTest,
    ::testing::Values(
        Case{"release: '2'", "release: '3'",
             "s:1:1: release is not one of the stack's good releases: 3; one of 1, 2\n"},
        Case{"version: '3'", "version: '2'",
             "s:3:19: fault[0].release.version is not one of the stack's bad releases: 2; one of "
             "3\n"},
        Case{"'health'", "'heatlh'",
             "s:4:12: recovery.steady_state[0] is not one of the stack's steady-state probes: "
             "heatlh; did you mean health?\n"},
        Case{"release: '1'", "release: '3'",
             "s:5:12: expected.release is not one of the releases whose facts the stack records: "
             "3; one of 1, 2\n"},
        Case{"'api'", "'database'",
             "s:5:25: expected.services[0] is not one of the stack's services: database; one of "
             "api, web\n"},
        Case{"release { version: '3' }", "memory { kind: LEAK service: 'model' }",
             "s:3:29: fault[0].memory.service is not one of the stack's services: model; one of "
             "api, web\n"},
        Case{"sql { query: 'q' }", "schema { release: '9' }",
             "s:3:61: fault[0].proof[0].schema.release is not one of the releases whose facts the "
             "stack records: 9; one of 1, 2\n"},
        Case{"sql { query: 'q' }", "seeded_rows { table: 'notse' }",
             "s:3:66: fault[0].proof[0].seeded_rows.table is not one of the stack's seeded tables: "
             "notse; did you mean notes?\n"},
        Case{"writes_per_second: 5", "",
             "s:5:55: expected.data cannot be judged: load.writes_per_second is 0; set a rate, or "
             "say not_checked with the reason\n"}));

class StackChangeTest : public ::testing::TestWithParam<Case> {};
TEST_P(StackChangeTest, IsToldWithItsPlace) {
  const std::string content = absl::StrReplaceAll(kStack, {{GetParam().from, GetParam().to}});
  ASSERT_NE(content, kStack);
  EXPECT_EQ(ProblemsOf(kScenario, content), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Missing, StackChangeTest,
    ::testing::Values(
        Case{"deploy: 'deploy $VERSION'", "",
             "s:3:9: fault[0].release cannot be deployed; set its deploy, or the stack's deploy\n"},
        Case{"database { service: 'db' seeded_tables { table: 'notes' } }", "",
             "s:3:34: fault[0].proof[0] needs a database, and the stack has none; describe it in "
             "the "
             "stack\n"
             "s:4:53: recovery.probes[0] needs a database, and the stack has none; describe it in "
             "the stack\n"},
        Case{"write { path: '/' }", "",
             "s:5:55: expected.data cannot be judged: the stack has no load.write; describe a "
             "write in the stack, or say not_checked with the reason\n"},
        Case{"read { path: '/' }", "",
             "s:2:29: load.reads_per_second is set, but the stack has no load.read\n"}));

TEST(ValidateReferencesTest, PartsGoBackToReleasesThatAreKnown) {
  const std::string stack =
      absl::StrCat(kStack,
                   "recorded { name: 'commit' command: 'git' }\n"
                   "releases { version: '0' recorded { key: 'commit' value: 'c' } }\n");
  const auto problems = [&](const std::string& expected) {
    return ProblemsOf(absl::StrReplaceAll(kScenario, {{"release: '1'", expected}}), stack);
  };
  EXPECT_EQ(problems("release: '0' schema_release: '2' untouched: 'web'\n"
                     "service_releases { key: 'web' value: '2' }\n"
                     "recorded { key: 'commit' value: 'x' }"),
            "");
  EXPECT_EQ(problems("schema_release: '9'\nuntouched: 'w'\n"
                     "service_releases { key: 'web' value: '8' }\n"
                     "recorded { key: 'tag' value: 'x' }"),
            "s:5:12: expected.schema_release is not one of the releases whose facts the stack "
            "records: 9; one of 0, 1, 2\n"
            "s:6:1: expected.untouched[0] is not one of the stack's services: w; one of api, web\n"
            "s:7:1: expected.service_releases is not one of the releases whose facts the stack "
            "records: 8; one of 0, 1, 2\n"
            "s:8:1: expected.recorded is not one of the stack's recorded values: tag; one of "
            "commit\n");
}

TEST(ValidateReferencesTest, AProcedureIsOneThatTheStackLists) {
  EXPECT_EQ(ProblemsOf("procedure_id: 'S3'", ""), "");
  EXPECT_EQ(ProblemsOf("procedure_id: 'S2'", "procedures { id: 'S1' } procedures { id: 'S2' }"),
            "");
  EXPECT_EQ(ProblemsOf("procedure_id: 'B7'", "procedures { id: 'S1' } procedures { id: 'S2' }"),
            "s:1:1: procedure_id is not one of the procedures that the stack lists: B7; one of S1, "
            "S2\n");
}

TEST(ValidateReferencesTest, ANetworksTwoSidesAreServices) {
  const std::string stack = "releases { version: '1' images { key: 'api' value: 'a' } }";
  EXPECT_EQ(ProblemsOf("fault { network { from: 'api' to: 'db' } proof { network { to: 'web' } } }",
                       stack),
            "s:1:31: fault[0].network.to is not one of the stack's services: db; one of api\n"
            "s:1:60: fault[0].proof[0].network.to is not one of the stack's services: web; one of "
            "api\n");
}

TEST(ValidateReferencesTest, AMigrationsEffectNeedsWhatItIsSeenBy) {
  EXPECT_EQ(ProblemsOf("fault { migration { effect: TWO_HEADS } }", "database { service: 'db' }"),
            "s:1:21: fault[0].migration.effect needs the migration tool's commands, and the stack "
            "has none; describe them in the stack's migrations\n");
  EXPECT_EQ(ProblemsOf("fault { migration { effect: TWO_HEADS } }",
                       "database { service: 'db' } migrations {}"),
            "");
  EXPECT_EQ(ProblemsOf("fault { migration { effect: SLOW } }", ""),
            "s:1:9: fault[0].migration needs a database, and the stack has none; describe it in "
            "the stack\n");
  EXPECT_EQ(
      ProblemsOf("fault { migration { effect: BREAKS_APPLICATION red_probe: 'heatlh' } }", kStack),
      "s:1:48: fault[0].migration.red_probe is not one of the stack's steady-state probes: "
      "heatlh; did you mean health?\n");
}

TEST(ValidateReferencesTest, AChangedImageIsThatOfAServiceAndNeedsNoDeploy) {
  EXPECT_EQ(ProblemsOf("fault { release { image { service: 'api' }\n"
                       "symptoms { image_missing_service: 'web' } } }",
                       kStack),
            "");
  EXPECT_EQ(ProblemsOf("fault { release { image { service: 'app' }\n"
                       "symptoms { image_missing_service: 'wep' } } }",
                       kStack),
            "s:1:27: fault[0].release.image.service is not one of the stack's services: app; did "
            "you mean api?\n"
            "s:2:12: fault[0].release.symptoms[0].image_missing_service is not one of the stack's "
            "services: wep; did you mean web?\n");
}

TEST(ValidateReferencesTest, TheMigrationCycleNeedsDatabaseAndTool) {
  EXPECT_EQ(ProblemsOf("expected { migration_cycle: true }", ""),
            "s:1:12: expected.migration_cycle needs a database, and the stack has none; describe "
            "it in the stack\n"
            "s:1:12: expected.migration_cycle needs the migration tool's commands, and the stack "
            "has none; describe them in the stack's migrations\n");
  EXPECT_EQ(
      ProblemsOf("expected { migration_cycle: true }", "database { service: 'db' } migrations {}"),
      "");
}

TEST(ValidateReferencesTest, ADatabaseThatStaysNeedsADatabase) {
  EXPECT_EQ(ProblemsOf("expected { code_only: true }", ""),
            "s:1:12: expected.code_only needs a database, and the stack has none; describe it in "
            "the stack\n");
  EXPECT_EQ(ProblemsOf("expected { code_only: true }", "database { service: 'db' }"), "");
}

TEST(ValidateReferencesTest, KeptBackupsAreTheStacksOwn) {
  EXPECT_EQ(ProblemsOf("expected { kept_backups { name: 'bd' } }", "backups { name: 'db' }"),
            "s:1:27: expected.kept_backups[0].name is not one of the stack's backups: bd; one of "
            "db\n");
}

TEST(ValidateReferencesTest, TheNextDeployNeedsACommand) {
  EXPECT_EQ(ProblemsOf("expected { survives: RESTART survives: REDEPLOY }", ""),
            "s:1:30: expected.survives[1] needs the stack's deploy, and it has none; set deploy to "
            "the command that deploys release $VERSION\n");
  EXPECT_EQ(ProblemsOf("expected { survives: REDEPLOY }", "deploy: './deploy.sh $VERSION'"), "");
}

TEST(ValidateReferencesTest, ASqlFaultNeedsADatabase) {
  EXPECT_EQ(ProblemsOf("fault { sql { statement: 'x' } }", "description: 'd'"),
            "s:1:9: fault[0].sql needs a database, and the stack has none; describe it in the "
            "stack\n");
  EXPECT_EQ(ProblemsOf("fault { sql { statement: 'x' service: 'other-db' } }", ""), "");
}

TEST(ValidateReferencesTest, WhatNeedsAServerIsRefusedWhereTheDatabaseIsAFile) {
  const std::string in_file = "database { file: '/app/data/memory.db' }";
  EXPECT_EQ(ProblemsOf("fault { sql { statement: 'x' } }", in_file),
            "s:1:9: fault[0].sql needs a PostgreSQL server, and the stack's database is a file; name "
            "a service that is one\n");
  EXPECT_EQ(ProblemsOf("fault { sql { statement: 'x' service: 'other-db' } }", in_file), "");
  EXPECT_EQ(ProblemsOf("recovery { probes { name: 'p' sql { query: 'SELECT 1' } } }", in_file), "");
  EXPECT_EQ(ProblemsOf("recovery { probes { name: 'p' amcheck {} } }", in_file),
            "s:1:12: recovery.probes[0] needs a PostgreSQL server, and the stack's database is a "
            "file; name a service that is one\n");
}

}  // namespace
}  // namespace drill
