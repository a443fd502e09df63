#include "harness/scenario/scenario_validator.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

constexpr char kValid[] = R"(description: 'A night.'
stack: 'aria'
load { writes_per_second: 20 reads_per_second: 0 }
overlay: 'variant'
fault {
  summary: 'It breaks.'
  migration { source: 's49.py' destination: '/m' apply: 'up' timeout { seconds: 9 } }
  proof { name: 'red' http { url: 'http://h/x' must_fail: true } timeout { seconds: 1 } }
  within { seconds: 30 }
}
rollback {
  heading: 'Database only'
  choices { take: 'docker compose exec' reason: 'r' }
  bindings { placeholder: '<id>' value: 's48' reason: 'r' }
  substitutions { command: 'vi .env' replacement: 'sed' reason: 'r' }
  tolerances { command: 'docker stop x' reason: 'r' }
  working_directory: '/home'
  limit { seconds: 60 }
  command_limit { seconds: 30 }
}
recovery {
  steady_state: '*'
  probes { name: 'extra' sql { query: 'SELECT 1' at_least: '1' at_most: '2' } }
  consecutive: 5
  interval { nanos: 20000000 }
  within { seconds: 60 }
}
expected {
  services: '*'
  skipped_checks { name: 'versions' reason: 'r' }
  probes { name: 'more' file { path: '/f' contains: 'x' } }
  data { nothing_lost: true }
  target { runbook_row: 'Database only' }
}
known_bad { check: 'schema' phase: 'verification' reason: 'r' }
)";

// One change of the valid scenario, and all that is then said about it.
struct Case {
  std::string from;
  std::string to;
  std::string problems;
};

class ScenarioValidatorTest : public ::testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/scenario_validator_test");
    ASSERT_THAT(MakeDirectories(directory_ + "/variant"), IsOk());
    ASSERT_THAT(WriteFile(directory_ + "/s49.py", "x"), IsOk());
  }

  std::string ProblemsOf(const std::string& content) const {
    std::vector<Problem> problems;
    Scenario scenario;
    const FieldLocations locations = ParseTextProto("s", content, &scenario, &problems);
    ValidateScenario(scenario, directory_, locations, &problems);
    return absl::StrReplaceAll(FormatProblems(problems), {{directory_, "DIR"}});
  }

  std::string directory_;
};

TEST_F(ScenarioValidatorTest, AValidScenarioHasNoProblems) { EXPECT_EQ(ProblemsOf(kValid), ""); }

TEST_F(ScenarioValidatorTest, AnEmptyScenarioLacksAllThatIsRequired) {
  EXPECT_EQ(ProblemsOf(""),
            "s:1:1: description is required; say what an operator lived through\n"
            "s:1:1: stack is required; a directory under fixtures/\n"
            "s:1:1: fault is required; say what goes wrong and how it is proved\n"
            "s:1:1: rollback is required; say which procedure is followed\n"
            "s:1:1: recovery is required; say when the system has recovered\n"
            "s:1:1: expected is required; say what must hold after recovery\n");
}

TEST_F(ScenarioValidatorTest, EmptyMessagesLackAllThatIsRequired) {
  EXPECT_EQ(
      ProblemsOf("description: 'd'\nstack: 'a'\nfault {}\nrollback {}\nrecovery {}\nexpected {}\n"
                 "known_bad {}\n"),
      "s:3:1: fault[0].summary is required; say in a sentence what goes wrong\n"
      "s:3:1: fault[0] breaks nothing; set one of migration, release, sql, command, memory, disk, "
      "corruption, backup, process, configuration, network, clock\n"
      "s:3:1: fault[0].proof is required; without a probe that sees the fault, no drill of it can "
      "pass\n"
      "s:4:1: rollback.heading is required; the runbook's heading that the procedure stands "
      "under\n"
      "s:5:1: recovery.steady_state is required; name the stack's probes, or \"*\" for all; "
      "without a probe the recovery is not seen\n"
      "s:6:1: expected.data is required; set nothing_lost, recovery_point or not_checked\n"
      "s:6:1: expected.target is required; set runbook_row, or limit\n"
      "s:7:1: known_bad.check is required; the check that must fail\n"
      "s:7:1: known_bad.phase is required; procedure, recovery or verification\n"
      "s:7:1: known_bad.reason is required; what is wrong with the document\n");
}

TEST_P(ScenarioValidatorTest, IsToldWithItsPlace) {
  const Case& changed = GetParam();
  const std::string content = absl::StrReplaceAll(kValid, {{changed.from, changed.to}});
  ASSERT_NE(content, kValid) << changed.from << " is not in the scenario";
  EXPECT_EQ(ProblemsOf(content), changed.problems);
}

INSTANTIATE_TEST_SUITE_P(
    TopLevel, ScenarioValidatorTest,
    ::testing::Values(
        Case{"'A night.'", "' '",
             "s:1:1: description is required; say what an operator lived through\n"},
        Case{"stack: 'aria'", "stack: '../aria'",
             "s:2:1: stack is not a name: ../aria; a directory under fixtures/\n"},
        Case{"second: 20", "second: -1",
             "s:3:8: load.writes_per_second is not a rate: -1; 0 to 10000 requests a second\n"},
        Case{"second: 0", "second: inf",
             "s:3:30: load.reads_per_second is not a rate: inf; 0 to 10000 requests a second\n"},
        Case{"'variant'", "'none'", "s:4:1: overlay does not exist: none; looked for DIR/none\n"},
        Case{"'variant'", "'s49.py'", "s:4:1: overlay is not a directory: s49.py\n"},
        Case{"'variant'", "'/etc'",
             "s:4:1: overlay does not lie beside the scenario: /etc; name a file below the "
             "scenario's directory\n"}));

INSTANTIATE_TEST_SUITE_P(
    Fault, ScenarioValidatorTest,
    ::testing::Values(
        Case{"summary: 'It breaks.'", "",
             "s:5:1: fault[0].summary is required; say in a sentence what goes wrong\n"},
        Case{"source: 's49.py'", "",
             "s:7:3: fault[0].migration.source is required; the migration's file beside the "
             "scenario\n"},
        Case{"'s49.py'", "'s50.py'",
             "s:7:15: fault[0].migration.source does not exist: s50.py; looked for DIR/s50.py\n"},
        Case{
            "'s49.py'", "'../s49.py'",
            "s:7:15: fault[0].migration.source does not lie beside the scenario: ../s49.py; name a "
            "file below the scenario's directory\n"},
        Case{
            "destination: '/m'", "",
            "s:7:3: fault[0].migration.destination is required; the directory on the drill host it "
            "is copied into\n"},
        Case{
            "'/m'", "'m'",
            "s:7:32: fault[0].migration.destination is not an absolute path: m; begin it with /\n"},
        Case{"apply: 'up'", "",
             "s:7:3: fault[0].migration.apply is required; the command that applies it\n"},
        Case{"timeout { seconds: 9 }", "timeout { seconds: -9 }",
             "s:7:62: fault[0].migration.timeout must be longer than 0 s; leave it out for the "
             "default\n"},
        Case{"  proof { name: 'red' http { url: 'http://h/x' must_fail: true } timeout { seconds: "
             "1 } }\n",
             "",
             "s:5:1: fault[0].proof is required; without a probe that sees the fault, no drill of "
             "it "
             "can pass\n"},
        Case{"within { seconds: 30 }", "within {}",
             "s:9:3: fault[0].within must be longer than 0 s; leave it out for the default\n"},
        Case{"migration { source: 's49.py' destination: '/m' apply: 'up' timeout { seconds: 9 } }",
             "release { timeout { nanos: -1 } }",
             "s:7:3: fault[0].release.version is required; one of the stack's bad releases\n"
             "s:7:13: fault[0].release.timeout must be longer than 0 s; leave it out for the "
             "default\n"},
        Case{"migration { source: 's49.py' destination: '/m' apply: 'up' timeout { seconds: 9 } }",
             "sql {}", "s:7:3: fault[0].sql.statement is required; an SQL statement\n"},
        Case{"migration { source: 's49.py' destination: '/m' apply: 'up' timeout { seconds: 9 } }",
             "command { timeout {} }",
             "s:7:3: fault[0].command.command is required; a bash command line\n"
             "s:7:13: fault[0].command.timeout must be longer than 0 s; leave it out for the "
             "default\n"}));

INSTANTIATE_TEST_SUITE_P(
    Rollback, ScenarioValidatorTest,
    ::testing::Values(
        Case{"heading: 'Database only'", "heading: '## Database only'",
             "s:12:3: rollback.heading begins with #; write the heading's text alone\n"},
        Case{"heading: 'Database only'", "table_row: 'Database only'", ""},
        Case{"heading: 'Database only'", "heading: 'Database only' typed { command: 'docker ps' }",
             "s:12:28: rollback.typed[0].reason is required; the report quotes it with the "
             "deviation\n"},
        Case{"take: 'docker compose exec' ", "",
             "s:13:3: rollback.choices[0].take is required; a command line of the alternative to "
             "take\n"},
        Case{"exec' reason: 'r'", "exec'",
             "s:13:3: rollback.choices[0].reason is required; the report quotes it with the "
             "deviation\n"},
        Case{"placeholder: '<id>' ", "",
             "s:14:3: rollback.bindings[0].placeholder is required; the placeholder as it stands "
             "in the document\n"},
        Case{"value: 's48'", "",
             "s:14:3: rollback.bindings[0].value is required; what a person would have typed, or a "
             "`command` that prints it\n"},
        Case{"'s48' reason: 'r'", "'s48'",
             "s:14:3: rollback.bindings[0].reason is required; the report quotes it with the "
             "deviation\n"},
        Case{"command: 'vi .env'", "",
             "s:15:3: rollback.substitutions[0].command is required; the command as it stands in "
             "the document\n"},
        Case{"'sed' reason: 'r'", "'sed'",
             "s:15:3: rollback.substitutions[0].reason is required; the report quotes it with the "
             "deviation\n"},
        Case{"command: 'docker stop x' reason: 'r'", "",
             "s:16:3: rollback.tolerances[0].command is required; the command as it stands in the "
             "document\n"
             "s:16:3: rollback.tolerances[0].reason is required; the report quotes it with the "
             "deviation\n"},
        Case{"working_directory",
             "tolerances { command: 'docker stop x' reason: 'q' } working_directory",
             "s:17:16: rollback.tolerances[1].command is used twice: docker stop x; rename one\n"},
        Case{"'/home'", "'home'",
             "s:17:3: rollback.working_directory is not an absolute path: home; begin it with /\n"},
        Case{"  limit { seconds: 60 }", "  limit { seconds: 0 }",
             "s:18:3: rollback.limit must be longer than 0 s; leave it out for the default\n"},
        Case{"command_limit { seconds: 30 }", "command_limit { nanos: 1000000000 }",
             "s:19:3: rollback.command_limit has a second or more in nanos; write whole seconds "
             "as seconds\n"}));

INSTANTIATE_TEST_SUITE_P(
    Recovery, ScenarioValidatorTest,
    ::testing::Values(
        Case{"steady_state: '*'", "steady_state: ''",
             "s:22:3: recovery.steady_state[0] is required; a probe's name, or \"*\"\n"},
        Case{"steady_state: '*'", "steady_state: 'a' steady_state: 'a'",
             "s:22:21: recovery.steady_state[1] is used twice: a; rename one\n"},
        Case{"consecutive: 5", "consecutive: 0",
             "s:24:3: recovery.consecutive must be at least 1, not 0\n"},
        Case{"nanos: 20000000", "nanos: 20000001",
             "s:25:3: recovery.interval is longer than 20 ms; recovery would be seen too late for "
             "its time to be trusted\n"},
        Case{"nanos: 20000000", "nanos: 0",
             "s:25:3: recovery.interval must be longer than 0 s; leave it out for the default\n"},
        Case{"nanos: 20000000", "seconds: 1",
             "s:25:3: recovery.interval is longer than 20 ms; recovery would be seen too late for "
             "its time to be trusted\n"},
        Case{"  within { seconds: 60 }", "  within { seconds: -60 }",
             "s:26:3: recovery.within must be longer than 0 s; leave it out for the default\n"},
        Case{"  within { seconds: 60 }", "  within { seconds: 60 } stays_well { seconds: 600 }",
             ""},
        Case{
            "  within { seconds: 60 }", "  within { seconds: 60 } stays_well { seconds: 0 }",
            "s:26:26: recovery.stays_well must be longer than 0 s; leave it out for the default\n"},
        Case{"  within { seconds: 60 }",
             "  within { seconds: 60 } stays_well { seconds: 600 nanos: 1 }",
             "s:26:26: recovery.stays_well is longer than 10 min; leave what comes later "
             "to monitoring\n"},
        Case{"name: 'extra'", "name: 'red'",
             "s:23:12: recovery.probes[0].name is used twice: red; rename one\n"}));

INSTANTIATE_TEST_SUITE_P(
    Expected, ScenarioValidatorTest,
    ::testing::Values(
        Case{"services: '*'", "services: '*' services: ''",
             "s:29:17: expected.services[1] is required; a compose service, or \"*\"\n"},
        Case{"name: 'versions'", "name: 'version'",
             "s:30:20: expected.skipped_checks[0].name is not one of the checks: version; did you "
             "mean versions?\n"},
        Case{"'versions' reason: 'r'", "'versions'",
             "s:30:3: expected.skipped_checks[0].reason is required; why it does not apply\n"},
        Case{"'versions'", "'stays_well'", ""},
        Case{"services: '*'", "services: '*' differences { object: 'container x' reason: 'r' }",
             "s:29:17: expected.differences[0].category is required; one of ENGINE, DATABASE, "
             "FILES, MACHINE, BEHAVIOUR, as the report names it\n"},
        Case{"services: '*'",
             "services: '*' differences { category: ENGINE object: 'x' reason: '' }",
             "s:29:60: expected.differences[0].reason is required; why the system is as well as "
             "before all the same\n"},
        Case{"name: 'versions' ", "",
             "s:30:3: expected.skipped_checks[0].name is required; the check that is left out\n"},
        Case{"path: '/f'", "path: 'f'",
             "s:31:32: expected.probes[0].file.path is not an absolute path: f; begin it with /\n"},
        Case{"nothing_lost: true",
             "nothing_lost: true } left_by_procedure { name: 'dump' file { path: 'f' } ",
             "s:32:71: expected.left_by_procedure[0].file.path is not an absolute path: f; begin "
             "it with /\n"},
        Case{"nothing_lost: true", "nothing_lost: false",
             "s:32:10: expected.data.nothing_lost is false; say recovery_point, or not_checked "
             "with the reason\n"},
        Case{"nothing_lost: true", "not_checked: ''",
             "s:32:10: expected.data.not_checked is required; the reason why writes are not looked "
             "for\n"},
        Case{"nothing_lost: true", "recovery_point {}",
             "s:32:10: expected.data.recovery_point.backup_glob is required; where the procedure's "
             "backup lies on the drill host\n"},
        Case{"nothing_lost: true", "recovery_point { backup_glob: 'x' max_lost {} }",
             "s:32:27: expected.data.recovery_point.backup_glob is not an absolute path: x; begin "
             "it with /\n"
             "s:32:44: expected.data.recovery_point.max_lost must be longer than 0 s; leave it out "
             "for the default\n"},
        Case{"nothing_lost: true", "",
             "s:32:3: expected.data is required; set nothing_lost, recovery_point or "
             "not_checked\n"},
        Case{"runbook_row: 'Database only'", "runbook_row: ''",
             "s:33:12: expected.target.runbook_row is required; the first cell of the row in the "
             "runbook's table\n"},
        Case{"runbook_row: 'Database only'", "limit {}",
             "s:33:12: expected.target.limit must be longer than 0 s; leave it out for the "
             "default\n"},
        Case{"runbook_row: 'Database only'", "",
             "s:33:3: expected.target is required; set runbook_row, or limit\n"}));

INSTANTIATE_TEST_SUITE_P(
    KnownBad, ScenarioValidatorTest,
    ::testing::Values(
        Case{"check: 'schema'", "check: 'shema'",
             "s:35:13: known_bad.check is not one of the checks: shema; did you mean schema?\n"},
        Case{"check: 'schema'", "check: 'versions/aria-api'",
             "s:35:13: known_bad.check is left out by this scenario: versions; a check that does "
             "not run finds nothing\n"},
        Case{"'verification'", "'teardown'",
             "s:35:29: known_bad.phase is not one of the phases that find a bad procedure: "
             "teardown; one of procedure, recovery, verification\n"},
        Case{"'verification' reason: 'r'", "'verification'",
             "s:35:1: known_bad.reason is required; what is wrong with the document\n"}));

TEST_F(ScenarioValidatorTest, AKnownBadCheckMayBeAProbeOrOneService) {
  for (const char* check :
       {"more", "seeded_data/messages", "data", "recovery", "stays_well/probes"}) {
    EXPECT_EQ(ProblemsOf(absl::StrReplaceAll(
                  kValid, {{"check: 'schema'", absl::StrCat("check: '", check, "'")}})),
              "");
  }
}

TEST_F(ScenarioValidatorTest, TheMigrationCycleFindsABadProcedureOnlyWhereItIsDriven) {
  const std::string found =
      absl::StrReplaceAll(kValid, {{"check: 'schema'", "check: 'migration_cycle/base'"}});
  EXPECT_EQ(
      ProblemsOf(absl::StrReplaceAll(found, {{"expected {", "expected { migration_cycle: true"}})),
      "");
  EXPECT_THAT(ProblemsOf(found), ::testing::HasSubstr("is not one of the checks: migration_cycle"));
}

TEST_F(ScenarioValidatorTest, EachTrialIsNamedOnceAndIsOneOfThem) {
  const auto with = [&](const std::string& survives) {
    return ProblemsOf(
        absl::StrReplaceAll(kValid, {{"expected {", absl::StrCat("expected { ", survives)}}));
  };
  EXPECT_EQ(with("survives: RESTART survives: REDEPLOY survives: AGAIN"), "");
  EXPECT_THAT(with("survives: RESTART survives: RESTART"),
              ::testing::HasSubstr("expected.survives[1] is used twice: RESTART"));
  EXPECT_THAT(
      with("survives: SURVIVAL_UNSPECIFIED"),
      ::testing::HasSubstr("expected.survives[0] is required; one of RESTART, REDEPLOY, AGAIN"));
}

TEST_F(ScenarioValidatorTest, ATrialFindsABadProcedureOnlyWhereItIsMade) {
  const std::string found =
      absl::StrReplaceAll(kValid, {{"check: 'schema'", "check: 'survives/restart'"}});
  EXPECT_EQ(
      ProblemsOf(absl::StrReplaceAll(found, {{"expected {", "expected { survives: RESTART"}})), "");
  EXPECT_THAT(ProblemsOf(found), ::testing::HasSubstr("is not one of the checks: survives"));
}

TEST_F(ScenarioValidatorTest, WhereOnlyTheCodeGoesBackNoBackupIsRestoredAndNothingMigrated) {
  const auto with = [&](const std::string& more) {
    return ProblemsOf(absl::StrReplaceAll(
        kValid, {{"expected {", absl::StrCat("expected { code_only: true ", more)}}));
  };
  EXPECT_EQ(with(""), "");
  EXPECT_THAT(with("migration_cycle: true"),
              ::testing::HasSubstr("expected.code_only does not go with migration_cycle"));
}

TEST_F(ScenarioValidatorTest, FewerBackupsThanAreKeptNeedANumberAndAReason) {
  const auto with = [&](const std::string& kept) {
    return ProblemsOf(absl::StrReplaceAll(
        kValid,
        {{"expected {", absl::StrCat("expected { kept_backups { name: 'db' ", kept, " }")}}));
  };
  EXPECT_EQ(with("keep_latest: 5 reason: 'step 3'"), "");
  EXPECT_THAT(with("keep_latest: 5"), ::testing::HasSubstr("expected.kept_backups[0].reason"));
  EXPECT_THAT(with("reason: 'step 3'"),
              ::testing::HasSubstr("expected.kept_backups[0].keep_latest"));
}

}  // namespace
}  // namespace drill
