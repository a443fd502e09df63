// Facts, probes and checks together, on a real PostgreSQL server and an engine that is told what to
// say.
#include "harness/verify/checks.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/database/table_checksum.h"
#include "harness/probe/collect_facts.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::Pair;

class ChecksTest : public SharedPostgresTest {
 protected:
  void SetUpWithServer() override {
    Execute(R"sql(
      DROP SCHEMA public CASCADE; CREATE SCHEMA public;
      CREATE TABLE alembic_version (version_num text); INSERT INTO alembic_version VALUES ('s48');
      CREATE TABLE notes (id int PRIMARY KEY, body text);
      INSERT INTO notes SELECT i, 'note ' || i FROM generate_series(1, 100) i;)sql");
    engine_.Set(Container("db", "sha256:db"));
    engine_.Set(Container("api", "sha256:api"));
    ASSERT_THAT(MakeDirectories(absl::StrCat(engine_.root(), "/srv")), IsOk());
    ASSERT_THAT(WriteFile(absl::StrCat(engine_.root(), "/srv/.env"), "A=b\nPASSWORD='s3cret'\n"),
                IsOk());
    MakeStack();
    const auto context = MakeProbeContext(&engine_.host(), stack_);
    ASSERT_THAT(context, IsOk());
    context_ = *context;
    const auto facts = CollectFacts(context_, stack_, "2.0.0");
    ASSERT_THAT(facts, IsOk());
    input_.facts = *facts;
    context_.schema_sha256["2.0.0"] = facts->schema_sha256();
    input_.stack = &stack_;
    input_.facts_source = "seed, release 2.0.0";
    input_.between_looks = absl::ZeroDuration();
  }

  void MakeStack() {
    stack_.add_compose_project("shop");
    Database& database = *stack_.mutable_database();
    database.set_service("db");
    database.set_name("test");
    database.set_user("postgres");
    database.set_password_from("/srv/.env:PASSWORD");
    SeededTable& table = *database.add_seeded_tables();
    table.set_table("notes");
    table.add_columns("id");
    table.add_columns("body");
  }

  ContainerInfo Container(const std::string& service, const std::string& image_id) {
    ContainerInfo container;
    container.service = service;
    container.image = service + ":2.0.0";
    container.image_id = image_id;
    container.status = "running";
    if (service == "db") container.addresses = {login().address};
    return container;
  }

  std::vector<CheckResult> Run() {
    SystemProbeRunner runner(context_);
    return Run(&runner).checks;
  }
  ChecksMade Run(ProbeRunner* runner) {
    const auto made = RunChecks(context_, runner, input_);
    EXPECT_THAT(made, IsOk());
    return made.ok() ? *made : ChecksMade();
  }
  std::vector<std::string> NotLookedAtHere() {
    SystemProbeRunner runner(context_);
    std::vector<std::string> names;
    for (const NotLookedAt& check : Run(&runner).not_looked_at) names.push_back(check.check());
    return names;
  }
  static std::vector<std::string> Names(const std::vector<CheckResult>& checks,
                                        const std::function<bool(const CheckResult&)>& of) {
    std::vector<std::string> names;
    for (const CheckResult& check : checks) {
      if (of(check)) names.push_back(check.name());
    }
    return names;
  }
  std::vector<std::string> Failed() {
    return Names(Run(), [](const CheckResult& c) { return !c.passed() && !c.undecided(); });
  }
  std::vector<std::string> Undecided() {
    return Names(Run(), [](const CheckResult& c) { return c.undecided(); });
  }

  FakeEngine engine_;
  Stack stack_;
  ProbeContext context_;
  ChecksInput input_;
};

TEST_F(ChecksTest, FactsSayWhatIsThere) {
  EXPECT_EQ(input_.facts.version(), "2.0.0");
  EXPECT_EQ(input_.facts.schema_revision(), "s48");
  EXPECT_EQ(input_.facts.image_ids().at("api"), "sha256:api");
  ASSERT_EQ(input_.facts.tables_size(), 1);
  EXPECT_EQ(input_.facts.tables(0).rows(), 100);
  ASSERT_NE(context_.password, nullptr);
  EXPECT_EQ(context_.password->value(), "s3cret");
}

TEST_F(ChecksTest, FactsSayHowAServiceEndedThatDoesItsWorkOnce) {
  ContainerInfo job = Container("job", "sha256:job");
  job.status = "exited";
  job.exit_code = 3;
  engine_.Set(job);
  const auto facts = CollectFacts(context_, stack_, "2.0.0");
  ASSERT_THAT(facts, IsOk());
  EXPECT_THAT(facts->ended(), ElementsAre(Pair("job", 3)));
}

TEST_F(ChecksTest, FactsThatCannotBeHadAreAnError) {
  Execute("DROP TABLE alembic_version");
  EXPECT_THAT(CollectFacts(context_, stack_, "2.0.0"),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  engine_.Remove("db");
  EXPECT_THAT(CollectFacts(context_, stack_, "2.0.0"),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  engine_.Break();
  EXPECT_THAT(CollectFacts(context_, stack_, "2.0.0"), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(ChecksTest, AnUntouchedSystemPassesEveryCheck) {
  const std::vector<CheckResult> checks = Run();
  EXPECT_THAT(Names(checks, [](const CheckResult& c) { return c.passed(); }),
              ElementsAre("versions/api", "versions/db", "services/api", "services/db", "revision",
                          "schema", "seeded_data/notes"));
  EXPECT_EQ(checks.size(), 7u);
  for (const CheckResult& check : checks) {
    EXPECT_EQ(check.source(), "seed, release 2.0.0");
    EXPECT_EQ(check.phase(), CHECK_PHASE_VERIFICATION);
  }
}

TEST_F(ChecksTest, UsersAreServedAsBefore) {
  input_.load.emplace_back().set_name("before");
  input_.load.emplace_back().set_name("after");
  for (LoadWindow& window : input_.load) {
    window.set_writes_sent(40);
    window.set_writes_acknowledged(40);
  }
  EXPECT_THAT(Failed(), IsEmpty());
  input_.load.back().set_writes_acknowledged(0);
  EXPECT_THAT(Failed(), ElementsAre("load"));
}

TEST_F(ChecksTest, WhatTheDocumentPromisesUsersIsALimit) {
  input_.expected.mutable_service_level()->set_errors_percent(10);
  for (const char* name : {"before", "after"}) {
    LoadWindow& window = input_.load.emplace_back();
    window.set_name(name);
    window.set_writes_sent(40);
    window.set_writes_acknowledged(35);
  }
  EXPECT_THAT(Failed(), ElementsAre("service_level/errors"));
  input_.load.back().set_writes_acknowledged(37);
  EXPECT_THAT(Failed(), IsEmpty());
}

TEST_F(ChecksTest, WhatIsToBeLeftAloneIsComparedWithBeforeTheProcedure) {
  input_.expected.add_untouched("api");
  EXPECT_THAT(NotLookedAtHere(), Contains("untouched")) << "no procedure was run";
  input_.before_procedure = {Container("api", "sha256:api")};
  EXPECT_THAT(Failed(), ElementsAre("untouched/api")) << "another container";
  input_.before_procedure->front().id = "api";
  EXPECT_THAT(Failed(), IsEmpty());
}

TEST_F(ChecksTest, AnotherImageIsAnotherVersion) {
  engine_.Set(Container("api", "sha256:elsewhat"));
  EXPECT_THAT(Failed(), ElementsAre("versions/api"));
}

TEST_F(ChecksTest, AStoppedServiceIsSeen) {
  ContainerInfo stopped = Container("api", "sha256:api");
  stopped.status = "exited";
  engine_.Set(stopped);
  EXPECT_THAT(Failed(), ElementsAre("services/api"));
}

TEST_F(ChecksTest, AnotherRevisionIsSeen) {
  Execute("UPDATE alembic_version SET version_num = 's49'");
  EXPECT_THAT(Failed(), ElementsAre("revision"));
}

TEST_F(ChecksTest, AnotherSchemaIsSeen) {
  Execute("CREATE INDEX left_behind ON notes (body)");
  EXPECT_THAT(Failed(), ElementsAre("schema"));
}

TEST_F(ChecksTest, LostDataIsSeen) {
  Execute("DELETE FROM notes WHERE id = 7");
  EXPECT_THAT(Failed(), ElementsAre("seeded_data/notes"));
}

TEST_F(ChecksTest, ATableThatIsGoneFailsAndDoesNotEndTheChecks) {
  Execute("DROP TABLE notes");
  EXPECT_THAT(Failed(), ElementsAre("schema", "seeded_data/notes"));
}

TEST_F(ChecksTest, ADatabaseThatDoesNotRunFails) {
  ContainerInfo stopped = Container("db", "sha256:db");
  stopped.status = "exited";
  stopped.addresses.clear();
  engine_.Set(stopped);
  EXPECT_THAT(Failed(), ElementsAre("services/db", "revision", "schema", "seeded_data/notes"));
}

TEST_F(ChecksTest, AnEngineThatDoesNotAnswerDecidesNothing) {
  engine_.Break();
  EXPECT_THAT(Failed(), IsEmpty());
  EXPECT_THAT(Undecided(), IsSupersetOf({"versions", "services", "schema"}));
}

TEST_F(ChecksTest, ATableThatWasNotRecordedIsUndecided) {
  input_.facts.clear_tables();
  EXPECT_THAT(Undecided(), ElementsAre("seeded_data/notes"));
}

TEST_F(ChecksTest, WhatTheScenarioLeavesOutIsSkippedWithItsReason) {
  Execute("CREATE INDEX left_behind ON notes (body)");
  SkippedCheck& skipped = *input_.expected.add_skipped_checks();
  skipped.set_name("schema");
  skipped.set_reason("the procedure contains, it does not restore");
  const std::vector<CheckResult> checks = Run();
  const auto schema = std::find_if(checks.begin(), checks.end(),
                                   [](const CheckResult& c) { return c.name() == "schema"; });
  ASSERT_NE(schema, checks.end());
  EXPECT_TRUE(schema->skipped());
  EXPECT_FALSE(schema->passed());
  EXPECT_EQ(schema->expected(), "the procedure contains, it does not restore");
}

TEST_F(ChecksTest, EndpointsAndOwnProbesAreAsked) {
  PromisedEndpoint& endpoint = input_.endpoints.emplace_back();
  endpoint.probe.set_url("http://localhost:1/health");
  endpoint.source = "ROLLBACK.md:41";
  Probe& probe = *input_.expected.add_probes();
  probe.set_name("note_seven");
  probe.mutable_sql()->set_query("SELECT body FROM notes WHERE id = 7");
  probe.mutable_sql()->add_equals("note 7");
  EXPECT_THAT(Failed(), ElementsAre("endpoints/GET http://localhost:1/health"));
  Execute("UPDATE notes SET body = 'x' WHERE id = 7");
  EXPECT_THAT(Failed(), IsSupersetOf({"note_seven"}));
}

TEST_F(ChecksTest, WhatTheProcedureLeavesIsAskedForWhereItWasRun) {
  Probe& probe = *input_.expected.add_left_by_procedure();
  probe.set_name("saved_before");
  probe.mutable_sql()->set_query("SELECT count(*) FROM notes WHERE id = 0");
  probe.mutable_sql()->add_equals("1");
  EXPECT_THAT(Failed(), IsEmpty());
  EXPECT_THAT(NotLookedAtHere(), Contains("saved_before"));
  input_.procedure_was_run = true;
  EXPECT_THAT(Failed(), ElementsAre("saved_before"));
  EXPECT_THAT(NotLookedAtHere(), Not(Contains("saved_before")));
  Execute("INSERT INTO notes (id, body) VALUES (0, 'saved')");
  EXPECT_THAT(Failed(), Not(Contains("saved_before")));
}

// Fails at the looks whose numbers are given, from 0 on.
class FlakyRunner : public ProbeRunner {
 public:
  explicit FlakyRunner(std::vector<int> red) : red_(std::move(red)) {}
  Observation Run(const Probe& probe) override {
    Observation observation;
    observation.probe = probe.name();
    const bool red = std::count(red_.begin(), red_.end(), looks++) > 0;
    observation.colour = red ? Observation::Colour::kRed : Observation::Colour::kGreen;
    observation.seen = red ? "no answer in time" : "200";
    return observation;
  }
  int looks = 0;

 private:
  const std::vector<int> red_;
};

TEST_F(ChecksTest, WhatFailedOnceIsLookedAtTwiceMore) {
  input_.expected.add_probes()->set_name("page");
  FlakyRunner once({0});
  const CheckResult undecided = Run(&once).checks.back();
  EXPECT_EQ(once.looks, 3);
  EXPECT_TRUE(undecided.undecided());
  EXPECT_THAT(undecided.looks(),
              ElementsAre("failed: no answer in time", "passed: 200", "passed: 200"));
  FlakyRunner twice({0, 2});
  const CheckResult failed = Run(&twice).checks.back();
  EXPECT_FALSE(failed.passed() || failed.undecided());
  FlakyRunner never({1, 2});
  EXPECT_TRUE(Run(&never).checks.back().passed());
  EXPECT_EQ(never.looks, 1) << "what passed is not looked at again";
  input_.looks = 1;
  FlakyRunner decided({0});
  EXPECT_FALSE(Run(&decided).checks.back().undecided());
  EXPECT_EQ(decided.looks, 1);
}

TEST_F(ChecksTest, WhatIsNotThereToBeLookedAtIsTold) {
  EXPECT_THAT(NotLookedAtHere(), ElementsAre("endpoints", "load"));
  input_.facts.mutable_tables(0)->set_rows(0);
  EXPECT_THAT(NotLookedAtHere(), ElementsAre("endpoints", "seeded_data/notes", "load"));
  stack_.mutable_database()->clear_seeded_tables();
  EXPECT_THAT(NotLookedAtHere(), ElementsAre("endpoints", "seeded_data", "load"));
  stack_.mutable_database()->clear_service();
  input_.facts.clear_image_ids();
  EXPECT_THAT(NotLookedAtHere(), ElementsAre("endpoints", "versions", "services", "revision",
                                             "schema", "seeded_data", "load"));
  input_.expected.add_skipped_checks()->set_name("schema");
  EXPECT_THAT(NotLookedAtHere(), Not(Contains("schema"))) << "left out is another thing";
}

TEST_F(ChecksTest, ProbesOfTheDatabase) {
  SystemProbeRunner runner(context_);
  Probe schema;
  schema.set_name("schema_is_back");
  schema.mutable_schema()->set_release("2.0.0");
  Probe differs = schema;
  differs.mutable_schema()->set_must_differ(true);
  Probe unknown = schema;
  unknown.mutable_schema()->set_release("9.9.9");
  Probe still;
  still.mutable_rate()->set_query("SELECT count(*) FROM notes");
  still.mutable_rate()->set_at_most("0");
  still.mutable_rate()->mutable_window()->set_nanos(5'000'000);
  Probe growing = still;
  growing.mutable_rate()->set_query("SELECT extract(epoch FROM clock_timestamp())");
  Probe unbounded = still;
  unbounded.mutable_rate()->clear_at_most();

  EXPECT_TRUE(runner.Run(schema).green());
  EXPECT_EQ(runner.Run(differs).colour, Observation::Colour::kRed);
  EXPECT_EQ(runner.Run(unknown).colour, Observation::Colour::kError);
  EXPECT_TRUE(runner.Run(still).green());
  EXPECT_EQ(runner.Run(growing).colour, Observation::Colour::kRed);
  EXPECT_EQ(runner.Run(unbounded).colour, Observation::Colour::kError);
  EXPECT_EQ(runner.Run(Probe()).colour, Observation::Colour::kError);
  Execute("DROP TABLE notes");
  EXPECT_EQ(runner.Run(schema).colour, Observation::Colour::kRed);
  EXPECT_TRUE(runner.Run(differs).green());
  EXPECT_EQ(runner.Run(still).colour, Observation::Colour::kRed);
}

TEST_F(ChecksTest, ANetworkThatCannotBeEnteredIsAnError) {
  engine_.host().set_network(absl::InternalError("setns: no"));
  SystemProbeRunner runner(context_);
  EXPECT_THAT(RunChecks(context_, &runner, input_), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(ChecksTest, APasswordThatIsNotThereIsSaid) {
  for (const auto& [from, code] : std::vector<std::pair<std::string, absl::StatusCode>>{
           {"/srv/.env:MISSING", absl::StatusCode::kNotFound},
           {"/srv/missing:PASSWORD", absl::StatusCode::kNotFound},
           {"PASSWORD", absl::StatusCode::kInvalidArgument}}) {
    stack_.mutable_database()->set_password_from(from);
    EXPECT_THAT(MakeProbeContext(&engine_.host(), stack_), StatusIs(code)) << from;
  }
}

}  // namespace
}  // namespace drill
