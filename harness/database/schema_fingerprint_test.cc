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
CREATE DOMAIN color AS varchar(9) CHECK (VALUE IN ('red', 'blue'));
CREATE TABLE users (id serial PRIMARY KEY, name varchar(50) NOT NULL DEFAULT 'nobody', m mood);
CREATE TABLE posts (id bigint GENERATED ALWAYS AS IDENTITY, author int REFERENCES users (id),
                    body text, size int GENERATED ALWAYS AS (length(body)) STORED);
CREATE INDEX posts_author ON posts (author);
CREATE VIEW names AS SELECT name FROM users;
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER stamped BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE POLICY own ON users FOR SELECT USING (name IN ('a', 'b'));
CREATE TABLE parts (a int, b text) PARTITION BY RANGE (a);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (9);
CREATE AGGREGATE total (int) (sfunc = int4pl, stype = int);
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
        "generated length(", "identity a\n", "partition public.parts_1 of parts FOR VALUES",
        "partitioned table public.parts by RANGE (a)\n",
        "sequence public.users_id_seq of users.id\n",
        "policy public.users.own r for public using"}) {
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
       {"ALTER TABLE users ADD COLUMN age int",
        "ALTER TABLE posts ALTER author TYPE bigint",
        "ALTER TABLE users ALTER name SET DEFAULT 'x'",
        "ALTER TABLE users ALTER name DROP NOT NULL",
        "ALTER TABLE posts DROP CONSTRAINT posts_author_fkey",
        "DROP INDEX posts_author",
        "CREATE UNIQUE INDEX again ON posts (author)",
        "DROP VIEW names",
        "CREATE OR REPLACE VIEW names AS SELECT upper(name)::varchar(50) AS name FROM users",
        "CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2'",
        "DROP TRIGGER stamped ON users",
        "ALTER TABLE users DISABLE TRIGGER stamped",
        "ALTER TYPE mood ADD VALUE 'mad'",
        "ALTER SEQUENCE users_id_seq INCREMENT 2",
        "CREATE TABLE more (a int)",
        "CREATE SCHEMA other",
        "ALTER TABLE users SET UNLOGGED",
        "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
        "ALTER DOMAIN percent ADD CHECK (VALUE <> 13)",
        "ALTER TABLE parts DETACH PARTITION parts_1",
        "ALTER TABLE users FORCE ROW LEVEL SECURITY",
        "ALTER TABLE parts ALTER b TYPE text COLLATE \"C\"",
        "ALTER POLICY own ON users TO CURRENT_USER",
        "ALTER SEQUENCE users_id_seq CACHE 50",
        "ALTER SEQUENCE users_id_seq OWNED BY NONE",
        "CREATE STATISTICS pair ON a, b FROM parts",
        "CREATE RULE nothing AS ON INSERT TO posts DO INSTEAD NOTHING",
        "CREATE TYPE span AS RANGE (subtype = int4)",
        "CREATE OR REPLACE AGGREGATE total (int) (sfunc = int4mul, stype = int)",
        "CREATE CAST (mood AS int) WITH INOUT",
        "CREATE TEXT SEARCH CONFIGURATION words (COPY = simple)",
        "CREATE COLLATION plain FROM \"C\"",
        "CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq)"}) {
    SetUp();
    std::string reference = before.sha256;
    if (std::string(change) == "ALTER TABLE users SET UNLOGGED") {
      Execute("ALTER TABLE posts DROP CONSTRAINT posts_author_fkey");
      reference = Read().sha256;
    }
    Execute(change);
    EXPECT_NE(Read().sha256, reference) << change;
    Execute("DROP SCHEMA IF EXISTS other");
  }
}

// PostgreSQL prints an IN of a varchar in one way when it was typed, and in another when what it
// printed was read again.
constexpr char kRestore[] = R"sql(
DO $$ DECLARE printed text; BEGIN
  SELECT pg_get_constraintdef(oid) INTO printed FROM pg_constraint WHERE conname = 'one_of';
  ALTER TABLE checked DROP CONSTRAINT one_of;
  EXECUTE 'ALTER TABLE checked ADD CONSTRAINT one_of ' || printed;
  SELECT pg_get_constraintdef(oid) INTO printed FROM pg_constraint WHERE conname = 'color_check';
  ALTER DOMAIN color DROP CONSTRAINT color_check;
  EXECUTE 'ALTER DOMAIN color ADD CONSTRAINT color_check ' || printed;
  printed := pg_get_indexdef('few'::regclass);
  DROP INDEX few;
  EXECUTE printed;
  printed := pg_get_viewdef('chosen'::regclass);
  DROP VIEW chosen;
  EXECUTE 'CREATE VIEW chosen AS ' || printed;
END $$)sql";

TEST_F(SchemaFingerprintTest, ADumpThatIsRestoredIsNoDifference) {
  Execute(R"sql(
    CREATE TABLE checked (role varchar(9) CONSTRAINT one_of CHECK (role IN ('a', 'b')));
    CREATE INDEX few ON checked (role) WHERE role IN ('a', 'b');
    CREATE VIEW chosen AS SELECT role FROM checked WHERE role IN ('a', 'b'))sql");
  const SchemaFingerprint before = Read();
  Execute(kRestore);
  EXPECT_EQ(Read().text, before.text);
}

TEST_F(SchemaFingerprintTest, LeavesNothingBehind) {
  Read();
  EXPECT_THAT(
      QueryPostgresValue(login(), "SELECT count(*) FROM pg_class WHERE relname = 'drilled_view'",
                         absl::Seconds(20)),
      IsOkAndHolds("0"));
  EXPECT_THAT(Read().text, Not(HasSubstr("drilled_view")));
}

// As on a standby, or for a login that may only read.
TEST_F(SchemaFingerprintTest, ALoginThatMayMakeNothingReadsItAll) {
  Execute(R"sql(
    DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN;
    REVOKE TEMPORARY ON DATABASE test FROM PUBLIC)sql");
  PostgresLogin reader = login();
  reader.user = "reader";
  const auto schema = ReadSchemaFingerprint(reader, absl::Seconds(20));
  Execute("GRANT TEMPORARY ON DATABASE test TO PUBLIC");
  ASSERT_THAT(schema, IsOk());
  EXPECT_THAT(schema->text, HasSubstr("constraint public.posts.posts_author_fkey FOREIGN KEY"));
  EXPECT_THAT(schema->text, HasSubstr("domain public.percent integer"));
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
