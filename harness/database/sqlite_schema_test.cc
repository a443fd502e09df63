#include "harness/database/sqlite_schema.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/sqlite_directory.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSchema[] =
    "CREATE TABLE sessions (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT DEFAULT "
    "'voice');"
    "CREATE TABLE messages (id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES sessions "
    "(id) ON DELETE CASCADE, text TEXT CHECK (length(text) > 0));"
    "CREATE INDEX messages_of ON messages (session);"
    "CREATE VIEW voices AS SELECT * FROM sessions WHERE kind = 'voice';"
    "CREATE TRIGGER touched AFTER UPDATE ON sessions BEGIN SELECT 1; END;";

class SqliteSchemaTest : public testing::Test {
 protected:
  // Of a new database on which these statements were run.
  std::string SchemaOf(const std::string& sql) {
    const auto read = ReadSqliteSchema(here_.Made(sql), absl::Seconds(5));
    EXPECT_THAT(read, IsOk());
    return read.ok() ? read->text : "";
  }

  SqliteDirectory here_ = SqliteDirectory("sqlite_schema_test");
};

TEST_F(SqliteSchemaTest, EveryObjectHasItsLine) {
  EXPECT_THAT(
      SchemaOf(kSchema),
      AllOf(HasSubstr("table sessions\n"), HasSubstr("column sessions.id INTEGER key 1\n"),
            HasSubstr("column sessions.kind TEXT default 'voice'\n"),
            HasSubstr("column sessions.key TEXT not null\n"), HasSubstr("unique sessions (key)\n"),
            HasSubstr("foreign key messages.session to sessions.id on update NO ACTION on delete "
                      "CASCADE\n"),
            HasSubstr("index messages_of on messages: CREATE INDEX messages_of ON messages ( "
                      "session )\n"),
            HasSubstr("view voices on voices: "), HasSubstr("trigger touched on sessions: ")));
  EXPECT_EQ(SchemaOf(""), "");
}

TEST_F(SqliteSchemaTest, EveryChangeIsSeen) {
  const std::string before = SchemaOf(kSchema);
  for (const char* change :
       {"ALTER TABLE sessions ADD COLUMN note TEXT",
        "ALTER TABLE sessions RENAME COLUMN kind TO sort", "DROP INDEX messages_of",
        "DROP VIEW voices", "DROP TRIGGER touched", "CREATE TABLE other (id INTEGER)",
        "CREATE UNIQUE INDEX texts ON messages (text)",
        "DROP TABLE messages; CREATE TABLE messages (id INTEGER PRIMARY KEY, session INTEGER NOT "
        "NULL REFERENCES sessions (id) ON DELETE CASCADE, text TEXT CHECK (length(text) > 1)); "
        "CREATE INDEX messages_of ON messages (session)"})
    EXPECT_NE(SchemaOf(absl::StrCat(kSchema, change)), before) << change;
}

TEST_F(SqliteSchemaTest, HowATableWasWrittenMakesNoDifference) {
  EXPECT_EQ(SchemaOf("CREATE TABLE \"t\" (\n  \"a\" text CHECK(a<>'x y'), -- a remark\n  b int)"),
            SchemaOf("CREATE TABLE t (a text CHECK ( a<>'x y' ), b int)"));
  EXPECT_EQ(SchemaOf("CREATE TABLE t (a int, b text)"), SchemaOf("CREATE TABLE t (b text, a INT)"));
  EXPECT_THAT(SchemaOf("CREATE TABLE t (a int)"), Not(HasSubstr("written")));
}

TEST_F(SqliteSchemaTest, StringsKeepWhatTheyHold) {
  EXPECT_NE(SchemaOf("CREATE TABLE t (a text CHECK (a <> 'x  y'))"),
            SchemaOf("CREATE TABLE t (a text CHECK (a <> 'x y'))"));
  EXPECT_NE(SchemaOf("CREATE TABLE t (a text CHECK (a <> 'x--y'))"),
            SchemaOf("CREATE TABLE t (a text CHECK (a <> 'x'))"));
}

}  // namespace
}  // namespace drill
