#include "harness/stack/stack_validator.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kValid[] = R"(description: 'A system.'
host_packages: 'alembic'
host_names: 'api.example.com'
operator_directory: '/home/you'
compose_project: 'p'
secret_files: '/home/you/.env'
start_limit { seconds: 60 }
memory_bytes: 4294967296
images { reference: 'base:13' debian { packages: 'postgresql-17' } }
images { reference: 'app:1' build { context: 'app' } }
images { reference: 'far:1' archive: 'far.tar' }
releases { version: '1' images { key: 'api' value: 'app:1' } }
releases { version: '2' bad: true }
baseline: '1'
prepare { name: 'deploy' command: 'up' timeout { seconds: 9 } records_release: '1' }
steady_state { name: 'health' http { url: 'http://localhost/health' } }
steady_state { name: 'schema' schema { release: '1' } }
database {
  service: 'db'
  port: 5432
  password_from: '/home/you/.env:PW'
  seeded_tables { table: 't' columns: 'c' }
}
load {
  base_url: 'http://localhost:5000'
  write { method: 'POST' path: '/m' body: '{key}' }
  read { path: '/m' }
  keys_query: "SELECT k FROM t WHERE k LIKE '{prefix}%'"
}
)";

struct Case {
  std::string from;
  std::string to;
  std::string problems;
};

class StackValidatorTest : public ::testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/stack_validator_test");
    ASSERT_THAT(MakeDirectories(directory_ + "/app"), IsOk());
    ASSERT_THAT(WriteFile(directory_ + "/app/Dockerfile", "x"), IsOk());
    ASSERT_THAT(WriteFile(directory_ + "/ROLLBACK.md", "x"), IsOk());
    ASSERT_THAT(WriteFile(directory_ + "/far.tar", "x"), IsOk());
  }

  std::string ProblemsOf(const std::string& content) const {
    std::vector<Problem> problems;
    Stack stack;
    const FieldLocations locations = ParseTextProto("s", content, &stack, &problems);
    ValidateStack(stack, directory_, locations, &problems);
    return absl::StrReplaceAll(FormatProblems(problems), {{directory_, "DIR"}});
  }

  std::string directory_;
};

TEST_F(StackValidatorTest, AValidStackHasNoProblems) { EXPECT_EQ(ProblemsOf(kValid), ""); }

TEST_F(StackValidatorTest, TheMigrationToolsCommandsAreThereOrNot) {
  const std::string whole = absl::StrCat(
      kValid,
      "migrations { upgrade: 'u' downgrade: 'd' downgrade_one: 'o' downgrade_base: 'b' heads: 'h'\n"
      "irreversible { revision: 's37' releases: '1' } base_tables: 't' timeout { seconds: 5 } }\n");
  EXPECT_EQ(ProblemsOf(whole), "");
  EXPECT_EQ(ProblemsOf(absl::StrReplaceAll(
                whole, {{"revision: 's37' releases: '1'", "releases: '9'"},
                        {"timeout { seconds: 5 }", "timeout {}"},
                        {"upgrade: 'u' downgrade: 'd'", ""},
                        {"downgrade_one: 'o' downgrade_base: 'b' heads: 'h'", ""}})),
            "s:30:1: migrations.upgrade is required; a bash command line\n"
            "s:30:1: migrations.downgrade is required; a bash command line\n"
            "s:30:1: migrations.downgrade_one is required; a bash command line\n"
            "s:30:1: migrations.downgrade_base is required; a bash command line\n"
            "s:30:1: migrations.heads is required; a bash command line\n"
            "s:31:1: migrations.irreversible[0].revision is required; the revision without a way "
            "back\n"
            "s:31:16: migrations.irreversible[0].releases[0] is not one of the releases: 9; one of "
            "1, 2\n"
            "s:31:49: migrations.timeout must be longer than 0 s; leave it out for the default\n");
}

TEST_F(StackValidatorTest, AnEmptyStackLacksAllThatIsRequired) {
  EXPECT_EQ(ProblemsOf(""),
            "s:1:1: description is required; say in a sentence what the system is\n"
            "s:1:1: operator_directory is required; where an operator's terminal opens on the "
            "machine\n"
            "s:1:1: compose_project is required; as the label com.docker.compose.project says\n"
            "s:1:1: baseline is required; the release a drill starts from\n"
            "s:1:1: prepare is required; commands that bring the fresh machine to the baseline\n"
            "s:1:1: steady_state is required; probes that are green on a healthy system\n");
}

TEST_F(StackValidatorTest, ASystemWithoutContainersIsKnownByRecordedValues) {
  const std::string bare = "description: 'd' operator_directory: '/' recorded { name: 'commit' }";
  EXPECT_THAT(ProblemsOf(bare), Not(HasSubstr("compose_project")));
  for (const char* names_one :
       {"database { service: 'db' }", "release_labels { service: 'web' }",
        "releases { version: '1' images { key: 'web' value: 'i' } }",
        "steady_state { service { service: 'web' } }", "steady_state { log { service: 'w' } }"}) {
    EXPECT_THAT(ProblemsOf(absl::StrCat(bare, names_one)),
                HasSubstr("s:1:1: compose_project is required"))
        << names_one;
  }
}

TEST_F(StackValidatorTest, EachProjectHasANameOfItsOwn) {
  EXPECT_THAT(ProblemsOf("compose_project: 'a' compose_project: 'a' compose_project: 'b/c'"),
              AllOf(HasSubstr("s:1:22: compose_project[1]"),
                    HasSubstr("compose_project[2] is no project's name: b/c")));
}

TEST_F(StackValidatorTest, EmptyMessagesLackAllThatIsRequired) {
  EXPECT_EQ(
      ProblemsOf("description: 'd' operator_directory: '/' compose_project: 'p'\n"
                 "images {}\nreleases {}\nbaseline: '1'\nprepare {}\n"
                 "steady_state { name: 'n' command { command: 'c' } }\n"
                 "database { seeded_tables {} }\nload { write {} }\n"
                 "images { build {} }\nimages { reference: 'a' debian {} }\n"
                 "images { reference: 'b' archive: '' }\n"
                 "images { reference: 'c' npm {} }\n"),
      "s:2:1: images[0].reference is required; repository and tag, such as aria-base:13\n"
      "s:2:1: images[0] comes from nowhere; set one of debian, build, archive, npm\n"
      "s:3:1: releases[0].version is required; such as 2.0.0\n"
      "s:4:1: baseline is not one of the good releases: 1; there are no good releases\n"
      "s:5:1: prepare[0].name is required; shown as progress\n"
      "s:5:1: prepare[0].command is required; a bash command line\n"
      "s:5:1: prepare records no facts of the baseline 1; set records_release in the step "
      "after which it runs; nothing could be compared\n"
      "s:7:1: database.service is required; the database's compose service, or `file` for one of "
      "SQLite\n"
      "s:7:12: database.seeded_tables[0].table is required; a table's name\n"
      "s:7:12: database.seeded_tables[0].columns is required; the columns that are "
      "checksummed\n"
      "s:8:1: load.base_url is required; such as http://localhost:5000\n"
      "s:8:1: load.keys_query is required; SQL that returns the keys of all writes that are "
      "there, or `keys_request` that asks the application\n"
      "s:8:8: load.write carries no key; put {key} into path or body\n"
      "s:9:1: images[1].reference is required; repository and tag, such as aria-base:13\n"
      "s:9:10: images[1].build.context is required; a directory with a Dockerfile\n"
      "s:10:25: images[2].debian.packages is required; Debian packages that are in the "
      "image\n"
      "s:11:25: images[3].archive is required; a file made by docker save\n"
      "s:12:25: images[4].npm.directory is required; a directory with package.json and "
      "package-lock.json\n");
}

TEST_P(StackValidatorTest, IsToldWithItsPlace) {
  const Case& changed = GetParam();
  const std::string content = absl::StrReplaceAll(kValid, {{changed.from, changed.to}});
  ASSERT_NE(content, kValid) << changed.from << " is not in the stack";
  EXPECT_EQ(ProblemsOf(content), changed.problems);
}

INSTANTIATE_TEST_SUITE_P(
    Machine, StackValidatorTest,
    ::testing::Values(
        Case{"'alembic'", "'apt-get install x'",
             "s:2:1: host_packages[0] is not a Debian package's name: apt-get install x\n"},
        Case{"'api.example.com'", "'https://api.example.com'",
             "s:3:1: host_names[0] is not a host's name: https://api.example.com; a bare name such "
             "as api.example.com\n"},
        Case{"operator_directory: '/home/you'", "operator_directory: 'home'",
             "s:4:1: operator_directory is not an absolute path: home; begin it with /\n"},
        Case{"'/home/you/.env'\n", "'.env'\n",
             "s:6:1: secret_files[0] is not an absolute path: .env; begin it with /\n"},
        Case{"start_limit { seconds: 60 }", "start_limit {}",
             "s:7:1: start_limit must be longer than 0 s; leave it out for the default\n"},
        Case{"4294967296", "4096",
             "s:8:1: memory_bytes is too little: 4096; an engine and a stack need at least 256 "
             "MiB, 268435456\n"},
        Case{"compose_project: 'p'",
             "compose_project: 'p' procedures { id: 'S1' } procedures { id: 'S1' heading: 'h' }",
             "s:5:22: procedures[0].heading is required; the runbook's heading that it stands "
             "under\n"
             "s:5:59: procedures[1].id is used twice: S1; rename one\n"},
        Case{"compose_project: 'p'", "compose_project: 'p' host_tree: 'h'",
             "s:5:22: host_tree[0] is no directory: h; looked for DIR/h\n"},
        Case{"compose_project: 'p'", "compose_project: 'p' documented_revisions {}",
             "s:5:22: documented_revisions.heading is required; the runbook's heading over the "
             "table of revisions\n"
             "s:5:22: documented_revisions.known is required; a bash command that prints what the "
             "system knows, such as alembic history\n"},
        Case{"compose_project: 'p'", "compose_project: 'p' runbook: 'R.md'",
             "s:5:22: runbook is no file: R.md; looked for DIR/R.md\n"}));

INSTANTIATE_TEST_SUITE_P(
    ImagesReleasesSteps, StackValidatorTest,
    ::testing::Values(
        Case{"reference: 'app:1'", "reference: 'base:13'",
             "s:10:10: images[1].reference is used twice: base:13; rename one\n"},
        Case{"context: 'app'", "context: 'ape'",
             "s:10:37: images[1].build.context is no directory: ape; looked for DIR/ape\n"},
        Case{"context: 'app'", "context: 'app' dockerfile: 'D'",
             "s:10:52: images[1].build.dockerfile is no file: app/D; looked for DIR/app/D\n"},
        Case{"version: '2'", "version: '1'",
             "s:13:12: releases[1].version is used twice: 1; rename one\n"},
        Case{"key: 'api' ", "",
             "s:12:25: releases[0].images maps from or to nothing; key: a compose service, value: "
             "an image's reference\n"},
        Case{"baseline: '1'", "baseline: '2'",
             "s:14:1: baseline is not one of the good releases: 2; one of 1\n"
             "s:15:1: prepare records no facts of the baseline 2; set records_release in the step "
             "after which it runs; nothing could be compared\n"},
        Case{"records_release: '1'", "records_release: '11'",
             "s:15:1: prepare records no facts of the baseline 1; set records_release in the step "
             "after which it runs; nothing could be compared\n"
             "s:15:63: prepare[0].records_release is not one of the releases: 11; one of 1, "
             "2\n"},
        Case{"timeout { seconds: 9 }", "timeout { seconds: -9 }",
             "s:15:40: prepare[0].timeout must be longer than 0 s; leave it out for the "
             "default\n"}));

INSTANTIATE_TEST_SUITE_P(
    ProbesDatabaseLoad, StackValidatorTest,
    ::testing::Values(
        Case{"name: 'schema'", "name: 'health'",
             "s:17:16: steady_state[1].name is used twice: health; rename one\n"},
        Case{"schema { release: '1' }", "schema { release: '3' }",
             "s:17:40: steady_state[1].schema.release is not one of the releases: 3; one of 1, "
             "2\n"},
        Case{"port: 5432", "port: 0", "s:20:3: database.port is not a port: 0; 1 to 65535\n"},
        Case{"'/home/you/.env:PW'", "'/home/you/.env'",
             "s:21:3: database.password_from is not a file and a key: /home/you/.env; such as "
             "/home/you/.env:POSTGRES_PASSWORD\n"},
        Case{"columns: 'c' }", "columns: 'c' } seeded_tables { table: 't' columns: 'c' }",
             "s:22:61: database.seeded_tables[1].table is used twice: t; rename one\n"},
        Case{"'http://localhost:5000'", "'localhost:5000'",
             "s:25:3: load.base_url is not a URL: localhost:5000; such as "
             "http://localhost:5000/api/health\n"},
        Case{"'POST'", "'PSOT'",
             "s:26:11: load.write.method is not one of the HTTP methods: PSOT; did you mean "
             "POST?\n"},
        Case{"read { path: '/m' }", "read { path: 'm' }",
             "s:27:10: load.read.path does not begin with /: m\n"},
        Case{"load {", "requests { url: 'http://other/' }\nload {",
             "s:24:12: requests[0].url is on a host that the stack does not have: other; "
             "localhost, or one of host_names\n"},
        Case{"{key}", "x", "s:26:3: load.write carries no key; put {key} into path or body\n"},
        Case{"{prefix}", "x",
             "s:28:3: load.keys_query does not ask for this drill's keys; put {prefix} where they "
             "begin\n"},
        Case{"keys_query: \"SELECT k FROM t WHERE k LIKE '{prefix}%'\"", "keys_request {}",
             "s:28:3: load.keys_request.path is required; such as /keys?like={prefix}\n"
             "s:28:3: load.keys_request.key is required; the name of the key in each write\n"},
        Case{"keys_query", "keys_request { path: '/k' key: 'k' }\n  keys_query",
             "s:28:3: load.keys_request stands beside keys_query, and one of them is asked; leave "
             "one of the two out\n"
             "s:28:18: load.keys_request.path does not ask for this drill's keys; put {prefix} "
             "where they begin\n"}));

TEST_F(StackValidatorTest, ADatabaseInAFileHasNoServer) {
  const std::string server =
      "  service: 'db'\n  port: 5432\n  password_from: '/home/you/.env:PW'\n";
  EXPECT_EQ(ProblemsOf(absl::StrReplaceAll(kValid, {{server, "  file: '/app/data/memory.db'\n"}})),
            "");
  EXPECT_EQ(
      ProblemsOf(
          absl::StrReplaceAll(kValid, {{server, absl::StrCat("  file: 'memory.db'\n", server)}})),
      "s:19:3: database.file is not an absolute path: memory.db; begin it with /\n"
      "s:20:3: database.service is of a server, and the database is a file; leave it or "
      "`file` out\n"
      "s:21:3: database.port is of a server, and the database is a file; leave it or `file` "
      "out\n"
      "s:22:3: database.password_from is of a server, and the database is a file; leave it or "
      "`file` out\n");
}

TEST_F(StackValidatorTest, WithoutADatabaseNothingMayNeedOne) {
  const std::string content =
      absl::StrReplaceAll(kValid, {{"database {\n  service: 'db'\n  port: 5432\n  password_from: "
                                    "'/home/you/.env:PW'\n  seeded_tables { table: 't' columns: "
                                    "'c' }\n}\n",
                                    ""}});
  EXPECT_EQ(ProblemsOf(content),
            "s:17:1: steady_state[1] needs a database; describe it under database\n"
            "s:20:3: load.write needs a database to look for its keys in; describe it under "
            "database\n");
}

}  // namespace
}  // namespace drill
