// Each effect on a real PostgreSQL server: it takes hold, and it does not.
#include "harness/fault/migration_fault.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/database/schema_fingerprint.h"
#include "harness/fault/look_before.h"
#include "harness/probe/probe_runner.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr auto kGreen = Observation::Colour::kGreen;

// Stands for the container's psql: whatever is run by `docker exec -d -e NAME=VALUE CONTAINER`.
constexpr char kDocker[] = R"(#!/bin/bash
[[ $1 == exec ]] || { echo container; exit; }
shift 3
export "$1"
shift 2
setsid "$@" -h DIRECTORY </dev/null >/dev/null 2>&1 &
)";

class MigrationFaultTest : public SharedPostgresTest {
 protected:
  void SetUpWithServer() override {
    Execute(R"sql(
      DROP SCHEMA public CASCADE; CREATE SCHEMA public;
      CREATE TABLE alembic_version (version_num text); INSERT INTO alembic_version VALUES ('s48');
      CREATE TABLE notes (id int PRIMARY KEY, body text);)sql");
    const auto schema = ReadSchemaFingerprint(login(), absl::Seconds(10));
    ASSERT_THAT(schema, IsOk());
    recorded_sha256_ = schema->sha256;
    ContainerInfo database;
    database.service = "db";
    database.status = "running";
    database.addresses = {login().address};
    engine_.Set(database);
    ASSERT_THAT(MakeDirectories(scenario_), IsOk());
    ASSERT_THAT(WriteFile(scenario_ + "/s49.py", "revision = 's49'\n"), IsOk());
    PutDockerOnThePath();
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
        R"(compose_project: 'app' operator_directory: '/tmp'
           prepare { records_release: '2.0.0' }
           steady_state { name: 'notes' sql { query: 'SELECT count(body) FROM notes' } }
           database { service: 'db' name: 'test' user: 'postgres' }
           migrations { heads: 'echo s48' downgrade_one: 'true' })",
        &stack_));
  }

  void PutDockerOnThePath() {
    std::string script = kDocker;
    script.replace(script.find("DIRECTORY"), 9, login().address);
    const std::string directory = ::testing::TempDir() + "/bin";
    ASSERT_THAT(MakeDirectories(directory), IsOk());
    ASSERT_THAT(WriteFile(directory + "/docker", script), IsOk());
    ASSERT_EQ(chmod((directory + "/docker").c_str(), 0755), 0);
    setenv("PATH", absl::StrCat(directory, ":/usr/bin:/bin").c_str(), 1);
  }

  static std::string Psql(const std::string& sql) {
    return absl::StrCat("psql -q -h ", login().address, " -U postgres -d test -c \"", sql, "\"");
  }

  FaultContext Context() { return {engine_.host(), stack_, scenario_, nullptr, nullptr}; }

  absl::StatusOr<Injection> Inject(const std::string& effect, const std::string& apply) {
    MigrationFault fault = ParseText<MigrationFault>(effect);
    fault.set_source("s49.py");
    fault.set_destination("/srv/versions");
    fault.set_apply(apply);
    return InjectMigration(fault, Context());
  }

  // Names of the proof's probes that are not green, with what they saw.
  std::string NotProved(const Injection& injection) {
    EXPECT_FALSE(injection.proof.empty());
    auto context = MakeProbeContext(&engine_.host(), stack_);
    EXPECT_THAT(context, IsOk());
    context->schema_sha256["2.0.0"] = recorded_sha256_;
    SystemProbeRunner runner(*context);
    std::vector<std::string> lines;
    for (const Probe& probe : injection.proof) {
      const Observation seen = runner.Run(probe);
      if (seen.colour != kGreen) lines.push_back(ToLine(seen));
    }
    return absl::StrJoin(lines, "\n");
  }

  // Until all is proved, for a migration in the background.
  std::string NotProvedInTime(const Injection& injection) {
    const absl::Duration end = RealClock().Monotonic() + absl::Seconds(20);
    std::string missing = NotProved(injection);
    while (!missing.empty() && RealClock().Monotonic() < end) {
      absl::SleepFor(absl::Milliseconds(50));
      missing = NotProved(injection);
    }
    return missing;
  }

  const std::string scenario_ = ::testing::TempDir() + "/scenario";
  std::string recorded_sha256_;
  FakeEngine engine_;
  Stack stack_;
};

TEST_F(MigrationFaultTest, WithoutAnEffectTheScenarioProvesIt) {
  const auto injected = Inject("", "exit 3");
  ASSERT_THAT(injected, IsOk());
  EXPECT_EQ(injected->facts.exit_code(), 3);
  EXPECT_TRUE(injected->proof.empty());
  EXPECT_THAT(ReadFile(engine_.root() + "/srv/versions/s49.py"), IsOk());
}

TEST_F(MigrationFaultTest, FailingMidwayLeavesHalfOfItAndTheRevision) {
  const auto half = Inject("effect: FAILS_MIDWAY", Psql("CREATE TABLE half (id int)"));
  ASSERT_THAT(half, IsOk());
  EXPECT_EQ(NotProved(*half), "");
}

TEST_F(MigrationFaultTest, AFailureThatLeftNothingIsNotProved) {
  const auto nothing = Inject("effect: FAILS_MIDWAY", "exit 1");
  ASSERT_THAT(nothing, IsOk());
  EXPECT_THAT(NotProved(*nothing), HasSubstr("schema_is_not_2.0.0"));
}

TEST_F(MigrationFaultTest, AMigrationThatWentThroughHasNotFailedMidway) {
  const auto whole =
      Inject("effect: FAILS_MIDWAY",
             Psql("CREATE TABLE half (id int); UPDATE alembic_version SET version_num = 's49'"));
  ASSERT_THAT(whole, IsOk());
  EXPECT_THAT(NotProved(*whole), HasSubstr("revision_is_s48: red"));
}

TEST_F(MigrationFaultTest, AHalfThatIsStampedNeverthelessIsSaidSo) {
  const auto stamped =
      Inject("effect: FAILS_MIDWAY revision: 's49'",
             Psql("CREATE TABLE half (id int); UPDATE alembic_version SET version_num = 's49'"));
  ASSERT_THAT(stamped, IsOk());
  EXPECT_EQ(NotProved(*stamped), "");
}

constexpr char kBreaks[] = "effect: BREAKS_APPLICATION revision: 's49' red_probe: 'notes'";

TEST_F(MigrationFaultTest, BreakingTheApplicationTurnsItsProbeRed) {
  const auto broken = Inject(kBreaks, Psql("ALTER TABLE notes RENAME body TO content; "
                                           "UPDATE alembic_version SET version_num = 's49'"));
  ASSERT_THAT(broken, IsOk());
  EXPECT_EQ(NotProved(*broken), "");
}

TEST_F(MigrationFaultTest, AnApplicationThatGoesOnIsNotBroken) {
  const auto harmless = Inject(kBreaks, Psql("ALTER TABLE notes ADD more text; "
                                             "UPDATE alembic_version SET version_num = 's49'"));
  ASSERT_THAT(harmless, IsOk());
  EXPECT_THAT(NotProved(*harmless), HasSubstr("notes_is_red: red: 0"));
}

TEST_F(MigrationFaultTest, WhatIsBrokenAlreadyCannotBeBroken) {
  Execute("DROP TABLE notes");
  EXPECT_THAT(Inject(kBreaks, "true"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("red already")));
  EXPECT_THAT(Inject("effect: IRREVERSIBLE revision: 's48'", "true"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("at revision s48")));
}

TEST_F(MigrationFaultTest, AnIrreversibleRevisionIsStillThereAfterTheWayBackWasTried) {
  stack_.mutable_migrations()->set_downgrade_one("echo refused; exit 1");
  const auto irreversible =
      Inject("effect: IRREVERSIBLE revision: 's49'",
             Psql("DROP TABLE notes; UPDATE alembic_version SET version_num = 's49'"));
  ASSERT_THAT(irreversible, IsOk());
  EXPECT_EQ(NotProved(*irreversible), "");
}

TEST_F(MigrationFaultTest, ARevisionThatCanBeTakenBackIsNotIrreversible) {
  stack_.mutable_migrations()->set_downgrade_one(
      Psql("DROP TABLE more; UPDATE alembic_version SET version_num = 's48'"));
  const auto reversible =
      Inject("effect: IRREVERSIBLE revision: 's49'",
             Psql("CREATE TABLE more (id int); UPDATE alembic_version SET version_num = 's49'"));
  ASSERT_THAT(reversible, IsOk());
  EXPECT_THAT(NotProved(*reversible), HasSubstr("revision_is_s49: red"));
}

TEST_F(MigrationFaultTest, TwoHeadsAreSeenByTheToolWhichRefuses) {
  stack_.mutable_migrations()->set_heads("echo s48; [ ! -e " + engine_.root() +
                                         "/srv/versions/s49.py ] || echo s49");
  const auto two = Inject("effect: TWO_HEADS", "exit 1");
  ASSERT_THAT(two, IsOk());
  EXPECT_EQ(NotProved(*two), "");
  const auto again = Inject("effect: TWO_HEADS", "exit 1");
  EXPECT_THAT(again, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("one head")));
}

TEST_F(MigrationFaultTest, AToolThatCannotMakeSenseOfItRefusesToo) {
  stack_.mutable_migrations()->set_heads("echo s48; [ ! -e " + engine_.root() +
                                         "/srv/versions/s49.py ]");
  const auto lost = Inject("effect: TWO_HEADS", "exit 1");
  ASSERT_THAT(lost, IsOk());
  EXPECT_EQ(NotProved(*lost), "");
}

TEST_F(MigrationFaultTest, OneHeadOrAMovedRevisionIsNoRefusal) {
  const auto one = Inject("effect: TWO_HEADS", "exit 1");
  ASSERT_THAT(one, IsOk());
  EXPECT_THAT(NotProved(*one), HasSubstr("two_heads: red"));
  const auto moved =
      Inject("effect: TWO_HEADS", Psql("UPDATE alembic_version SET version_num = 's49'"));
  ASSERT_THAT(moved, IsOk());
  EXPECT_THAT(NotProved(*moved), HasSubstr("revision_is_s48: red"));
}

TEST_F(MigrationFaultTest, ABlockedMigrationWaitsForOurSession) {
  const auto blocked =
      Inject("effect: BLOCKED locked_table: 'notes'", Psql("ALTER TABLE notes ADD more text"));
  ASSERT_THAT(blocked, IsOk());
  EXPECT_EQ(NotProvedInTime(*blocked), "");
  Execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = "
      "'drill_lock_holder'");
}

TEST_F(MigrationFaultTest, AMigrationOfAnotherTableIsNotBlocked) {
  const auto free = Inject("effect: BLOCKED locked_table: 'notes' lock_mode: 'ACCESS EXCLUSIVE'",
                           Psql("CREATE TABLE other (id int)"));
  ASSERT_THAT(free, IsOk());
  // What the application waits for is no migration's wait.
  FaultContext context = Context();
  const auto reader = RunSubprocess(
      {"bash", "-c", "setsid " + Psql("SELECT count(*) FROM notes") + " >/dev/null 2>&1 &"}, {});
  ASSERT_THAT(reader, IsOk());
  const std::string waiting =
      "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'notes'::regclass";
  while (ReadFromDatabase(waiting, context).value_or("") != "1")
    absl::SleepFor(absl::Milliseconds(20));
  EXPECT_THAT(NotProved(*free), HasSubstr("migration_waits_for_lock: red: 0"));
  Execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = "
      "'drill_lock_holder'");
}

TEST_F(MigrationFaultTest, ATableThatIsNotThereCannotBeLocked) {
  EXPECT_THAT(Inject("effect: BLOCKED locked_table: 'nodes'", "true"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no table nodes to lock")));
}

TEST_F(MigrationFaultTest, ASlowStatementIsSeenRunning) {
  const auto slow = Inject("effect: SLOW slow { nanos: 500000000 }", Psql("SELECT pg_sleep(30)"));
  ASSERT_THAT(slow, IsOk());
  EXPECT_EQ(NotProvedInTime(*slow), "");
  Execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' "
      "AND pid <> pg_backend_pid()");
}

TEST_F(MigrationFaultTest, AQuickMigrationIsNotSlow) {
  const auto quick = Inject("effect: SLOW", Psql("CREATE TABLE other (id int)"));
  ASSERT_THAT(quick, IsOk());
  EXPECT_THAT(NotProved(*quick), HasSubstr("statement_runs_long: red: 0"));
}

}  // namespace
}  // namespace drill
