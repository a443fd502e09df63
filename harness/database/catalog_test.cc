#include "harness/database/catalog.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

class CatalogTest : public SharedPostgresTest {
 protected:
  void SetUpWithServer() override {
    Execute(R"sql(
      DROP SCHEMA public CASCADE; CREATE SCHEMA public;
      DROP ROLE IF EXISTS app; CREATE ROLE app LOGIN;
      CREATE TABLE users (id serial PRIMARY KEY, name text);
      CREATE TABLE posts (id int PRIMARY KEY, author int REFERENCES users (id), body text);
      GRANT SELECT ON users TO app;
      CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
      CREATE TRIGGER stamped BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION stamp();
      INSERT INTO users (name) SELECT 'u' FROM generate_series(1, 10);)sql");
  }

  std::set<std::string> Read() {
    const auto lines = ReadCatalog(login(), absl::Seconds(20));
    EXPECT_THAT(lines, IsOk());
    std::set<std::string> texts;
    if (!lines.ok()) return texts;
    for (const CatalogLine& line : *lines)
      texts.insert(absl::StrCat(line.object, ": ", line.field, ": ", line.value));
    return texts;
  }

  // The lines that are there after the statement and were not before it.
  std::vector<std::string> After(const std::string& sql) {
    const std::set<std::string> before = Read();
    Execute(sql);
    const std::set<std::string> after = Read();
    std::vector<std::string> added;
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                        std::back_inserter(added));
    return added;
  }
};

TEST_F(CatalogTest, ReadsAHealthyDatabase) {
  EXPECT_THAT(Read(), IsSupersetOf({"role app: : ", "role app: may: log in",
                                    "table public.users: foreign keys are checked: yes",
                                    "trigger stamped on public.users: enabled: O",
                                    "sequence public.users_id_seq: behind users.id: no",
                                    "index users_pkey: usable: yes", "database: encoding: UTF8"}));
}

TEST_F(CatalogTest, TheSameDatabaseReadsTheSame) { EXPECT_EQ(Read(), Read()); }

TEST_F(CatalogTest, AnotherPasswordIsSeenAndNotShown) {
  EXPECT_THAT(After("ALTER ROLE app PASSWORD 's3cret'"),
              ElementsAre(StartsWith("role app: password: ")));
  EXPECT_THAT(After("ALTER ROLE app PASSWORD 'other'"),
              ElementsAre(AllOf(StartsWith("role app: password: "), Not(HasSubstr("other")))));
}

TEST_F(CatalogTest, AKnownPasswordSetAgainIsTheSame) {
  PostgresLogin knowing = login();
  knowing.known_passwords = [] { return KnownPasswords{{"APP_PASSWORD", "s3cret"}}; };
  const auto password_of_app = [&](const std::string& set) {
    Execute(absl::StrCat("ALTER ROLE app PASSWORD '", set, "'"));
    const auto lines = ReadCatalog(knowing, absl::Seconds(20));
    EXPECT_THAT(lines, IsOk());
    for (const CatalogLine& line : lines.value_or(std::vector<CatalogLine>()))
      if (line.object == "role app" && line.field == "password") return line.value;
    return std::string("not read");
  };
  EXPECT_EQ(password_of_app("s3cret"), "that of APP_PASSWORD");
  EXPECT_EQ(password_of_app("s3cret"), "that of APP_PASSWORD");
  EXPECT_THAT(password_of_app("other"), MatchesRegex("[0-9a-f]{12}"));
}

TEST_F(CatalogTest, WhoMayNotReadPasswordsReadsTheRest) {
  PostgresLogin app = login();
  app.user = "app";
  const auto lines = ReadCatalog(app, absl::Seconds(20));
  ASSERT_THAT(lines, IsOk());
  EXPECT_GT(lines->size(), 10u);
  for (const CatalogLine& line : *lines) EXPECT_NE(line.field, "password");
}

struct Change {
  const char* sql;
  const char* line;
};

TEST_F(CatalogTest, EveryChangeThatMattersIsSeen) {
  for (const Change& change : std::vector<Change>{
           {"ALTER ROLE app SUPERUSER", "role app: may: everything, log in"},
           {"ALTER ROLE app SET work_mem = '1MB'", "role app: setting: work_mem=1MB"},
           {"ALTER TABLE posts DISABLE TRIGGER ALL",
            "table public.posts: foreign keys are checked: no"},
           {"ALTER TABLE users DISABLE TRIGGER stamped",
            "trigger stamped on public.users: enabled: D"},
           {"CREATE RULE nothing AS ON INSERT TO posts DO INSTEAD NOTHING",
            "rule nothing on public.posts: enabled: O"},
           {"GRANT ALL ON posts TO PUBLIC",
            "table public.posts: grants: "
            "=arwdDxtm/postgres postgres=arwdDxtm/postgres"},
           {"ALTER TABLE posts OWNER TO app", "table public.posts: owner: app"},
           {"ALTER TABLE posts ENABLE ROW LEVEL SECURITY", "table public.posts: row security: on"},
           {"ALTER TABLE posts SET UNLOGGED", "table public.posts: kept: unlogged"},
           {"SELECT setval('users_id_seq', 3)",
            "sequence public.users_id_seq: behind users.id: yes"},
           {"CREATE PUBLICATION p FOR ALL TABLES", "publication p: of all tables: true"},
           {"ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app",
            "default privileges: of postgres for r: app=r/postgres postgres=arwdDxtm/postgres"},
           {"COMMENT ON TABLE posts IS 'x'", "table public.posts: comment: x"},
           {"ALTER FUNCTION stamp() SECURITY DEFINER",
            "function public.stamp(): runs as: its owner"},
           {"CREATE PUBLICATION p FOR TABLE posts", "publication p: of public.posts: yes"},
           {"ALTER TABLE posts REPLICA IDENTITY NOTHING",
            "table public.posts: told to replicas by: nothing"},
           {"CREATE MATERIALIZED VIEW m AS SELECT 1 WITH NO DATA",
            "materialized view public.m: filled: no"},
           {"COMMENT ON COLUMN posts.body IS 'x'", "table public.posts: comment on body: x"},
           {"ALTER TABLE posts ALTER body SET STORAGE EXTERNAL",
            "table public.posts: storage of body: e"},
           {"SELECT lo_create(4711)", "large objects: of postgres: 1"},
           {"CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
            "CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION e()",
            "event trigger e: runs: e"},
           {"CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false)",
            "subscription s: enabled: false"},
           {"ALTER TABLE posts ADD CONSTRAINT c CHECK (id > 0) NOT VALID",
            "table public.posts: constraint c: not valid"},
       }) {
    SetUpWithServer();
    std::vector<std::string> added = After(change.sql);
    // Newer servers have a privilege more.
    for (std::string& line : added) line = absl::StrReplaceAll(line, {{"arwdDxt/", "arwdDxtm/"}});
    EXPECT_THAT(added, Contains(change.line)) << change.sql;
    Execute(R"sql(
      DROP PUBLICATION IF EXISTS p; DROP OWNED BY app; DROP EVENT TRIGGER IF EXISTS e;
      SELECT lo_unlink(oid) FROM pg_largeobject_metadata)sql");
    if (absl::StrContains(change.sql, "SUBSCRIPTION")) {
      Execute("ALTER SUBSCRIPTION s SET (slot_name = NONE)");
      Execute("DROP SUBSCRIPTION s");
    }
  }
}

}  // namespace
}  // namespace drill
