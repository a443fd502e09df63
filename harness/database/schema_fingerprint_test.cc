#include "harness/database/schema_fingerprint.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kSchema[] = R"sql(
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE DOMAIN percent AS int CHECK (VALUE BETWEEN 0 AND 100);
CREATE TABLE users (id serial PRIMARY KEY, name varchar(50) NOT NULL DEFAULT 'nobody', m mood);
CREATE TABLE posts (id bigint GENERATED ALWAYS AS IDENTITY, author int REFERENCES users (id),
                    body text, size int GENERATED ALWAYS AS (length(body)) STORED);
CREATE INDEX posts_author ON posts (author);
CREATE VIEW names AS SELECT name FROM users;
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER stamped BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION stamp();
)sql";

class SchemaFingerprintTest : public SharedPostgresTest {
 protected:
  void SetUpWithServer() override {
    Execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;");
    Execute(kSchema);
  }
  SchemaFingerprint Read() {
    const auto schema = ReadSchemaFingerprint(login(), absl::Seconds(20));
    EXPECT_THAT(schema, IsOk());
    return schema.ok() ? *schema : SchemaFingerprint();
  }
};

TEST_F(SchemaFingerprintTest, TellsEveryKindOfObject) {
  const std::string text = Read().text;
  for (const char* line :
       {"table public.users\n", "column public.users.name character varying(50) not null default",
        "constraint public.posts.posts_author_fkey FOREIGN KEY (author) REFERENCES users(id)\n",
        "index CREATE INDEX posts_author ON public.posts USING btree (author)\n",
        "view definition public.names SELECT", "enum public.mood 'sad', 'glad'\n",
        "domain public.percent integer", "function CREATE OR REPLACE FUNCTION public.one()",
        "trigger public.users.stamped O CREATE TRIGGER stamped BEFORE INSERT ON",
        "sequence options public.users_id_seq integer start 1 by 1", "extension plpgsql 1.0\n",
        "generated length(body)\n", "identity a\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
  EXPECT_THAT(text, Not(HasSubstr("pg_catalog.pg_class")));
}

TEST_F(SchemaFingerprintTest, IsTheSameForTheSameSchemaMadeAnew) {
  const SchemaFingerprint before = Read();
  SetUp();
  EXPECT_EQ(Read().sha256, before.sha256);
}

TEST_F(SchemaFingerprintTest, DoesNotDependOnTheRows) {
  const SchemaFingerprint before = Read();
  Execute("INSERT INTO users (name) VALUES ('a'), ('b')");
  EXPECT_EQ(Read().sha256, before.sha256);
}

TEST_F(SchemaFingerprintTest, ADowngradeThatAddsAColumnAgainIsNoDifference) {
  const SchemaFingerprint before = Read();
  Execute("ALTER TABLE users DROP COLUMN m; ALTER TABLE users ADD COLUMN m mood;");
  EXPECT_EQ(Read().text, before.text);
}

// Every statement leaves a schema that an application could trip over.
TEST_F(SchemaFingerprintTest, SeesEveryChange) {
  const SchemaFingerprint before = Read();
  for (const char* change :
       {"ALTER TABLE users ADD COLUMN age int", "ALTER TABLE posts ALTER author TYPE bigint",
        "ALTER TABLE users ALTER name SET DEFAULT 'x'",
        "ALTER TABLE users ALTER name DROP NOT NULL",
        "ALTER TABLE posts DROP CONSTRAINT posts_author_fkey", "DROP INDEX posts_author",
        "CREATE UNIQUE INDEX again ON posts (author)", "DROP VIEW names",
        "CREATE OR REPLACE VIEW names AS SELECT upper(name)::varchar(50) AS name FROM users",
        "CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2'",
        "DROP TRIGGER stamped ON users", "ALTER TABLE users DISABLE TRIGGER stamped",
        "ALTER TYPE mood ADD VALUE 'mad'", "ALTER SEQUENCE users_id_seq INCREMENT 2",
        "CREATE TABLE more (a int)", "CREATE SCHEMA other", "ALTER TABLE users SET UNLOGGED",
        "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
        "ALTER DOMAIN percent ADD CHECK (VALUE <> 13)"}) {
    SetUp();
    ASSERT_EQ(Read().sha256, before.sha256) << "before " << change;
    if (std::string(change) == "ALTER TABLE users SET UNLOGGED") {
      Execute("ALTER TABLE posts DROP CONSTRAINT posts_author_fkey");
    }
    const SchemaFingerprint reference = Read();
    Execute(change);
    EXPECT_NE(Read().sha256, reference.sha256) << change;
    Execute("DROP SCHEMA IF EXISTS other");
  }
}

TEST_F(SchemaFingerprintTest, NoServerIsUnavailable) {
  PostgresLogin nobody = login();
  nobody.port = 1;
  EXPECT_THAT(ReadSchemaFingerprint(nobody, absl::Seconds(2)),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST(DiffSchemasTest, EqualTextsDoNotDiffer) {
  EXPECT_THAT(DiffSchemas("table a\ntable b\n", "table a\ntable b\n"), IsEmpty());
}

TEST(DiffSchemasTest, TellsWhatIsMissingAndWhatIsTooMuch) {
  EXPECT_THAT(DiffSchemas("table a\ntable b\n", "table b\ntable c\n"),
              ElementsAre("missing: table a", "unexpected: table c"));
}

TEST(DiffSchemasTest, CountsWhatItDoesNotTell) {
  EXPECT_THAT(DiffSchemas("a\nb\nc\n", "", 2),
              ElementsAre("missing: a", "missing: b", "... and 1 more"));
}

}  // namespace
}  // namespace drill
