#include "harness/verify/database_checks.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/probe/collect_facts.h"
#include "harness/probe/schema_probe.h"
#include "harness/probe/seeded_rows_probe.h"
#include "harness/probe/sql_probe.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/sqlite_directory.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr char kStack[] = R"(
  baseline: "1.0"
  database { file: "/orders.db" seeded_tables { table: "orders" columns: "id" } }
  further_databases { id: "memory" file: "/memory.db" seeded_tables { table: "notes" columns: "id" columns: "text" } })";

bool IsGreen(const Sight& sight) { return sight.colour == Observation::Colour::kGreen; }

// Two SQLite files on a machine whose engine runs nothing.
class DatabaseChecksTest : public ::testing::Test {
 protected:
  DatabaseChecksTest() {
    orders_.Run("PRAGMA user_version = 3; CREATE TABLE orders (id INTEGER PRIMARY KEY)");
    memory_.Run(
        "PRAGMA user_version = 7; CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);"
        "INSERT INTO notes VALUES (1, 'a'), (2, 'b')");
    auto context = MakeProbeContext(&engine_.host(), stack_);
    EXPECT_THAT(context, IsOk());
    context_ = *std::move(context);
    const auto facts = CollectFacts(context_, stack_, "1.0");
    EXPECT_THAT(facts, IsOk());
    facts_ = *facts;
    context_.Remember(facts_);
  }

  DatabaseChecks Orders() { return {context_, stack_.database(), facts_}; }
  DatabaseChecks Memory() { return {context_, stack_.further_databases(0), facts_}; }
  const SeededTable& Notes() { return stack_.further_databases(0).seeded_tables(0); }

  FakeEngine engine_;
  SqliteApplication orders_ = SqliteApplication(engine_.root() + "/orders.db");
  SqliteApplication memory_ = SqliteApplication(engine_.root() + "/memory.db");
  const Stack stack_ = ParseText<Stack>(kStack);
  ProbeContext context_;
  ReleaseFacts facts_;
};

TEST_F(DatabaseChecksTest, EachDatabaseIsRecordedAndFoundAsItWas) {
  EXPECT_EQ(facts_.schema_revision(), "3");
  EXPECT_EQ(facts_.databases().at("memory").schema_revision(), "7");
  for (const CheckResult& check : {Orders().Revision(), Orders().Schema(), Memory().Revision(),
                                   Memory().Schema(), Memory().Table(Notes())}) {
    EXPECT_TRUE(check.passed()) << check.name() << ": " << check.actual();
  }
}

TEST_F(DatabaseChecksTest, ChecksOfAFurtherDatabaseBearItsName) {
  EXPECT_EQ(Orders().Schema().name(), "schema");
  EXPECT_EQ(Memory().Schema().name(), "schema/memory");
  EXPECT_EQ(Memory().Revision().name(), "revision/memory");
  EXPECT_EQ(Memory().Table(Notes()).name(), "seeded_data/memory/notes");
}

TEST_F(DatabaseChecksTest, WhatHappensToOneIsSeenInThatOne) {
  memory_.Run(
      "PRAGMA user_version = 8; ALTER TABLE notes ADD COLUMN mood; "
      "UPDATE notes SET text = 'c' WHERE id = 2");
  EXPECT_FALSE(Memory().Revision().passed());
  EXPECT_FALSE(Memory().Schema().passed());
  EXPECT_FALSE(Memory().Table(Notes()).passed());
  EXPECT_TRUE(Orders().Revision().passed());
  EXPECT_TRUE(Orders().Schema().passed());
}

TEST_F(DatabaseChecksTest, ATableWithoutRowsSaysNothing) {
  EXPECT_TRUE(Orders().HasNoRows(stack_.database().seeded_tables(0)));
  EXPECT_FALSE(Memory().HasNoRows(Notes()));
}

TEST_F(DatabaseChecksTest, ProbesNameADatabase) {
  SqlProbe sql = ParseText<SqlProbe>("query: 'SELECT count(*) FROM notes' equals: '2'");
  EXPECT_FALSE(IsGreen(LookAtSql(context_, sql, absl::Seconds(5)))) << "orders.db has no notes";
  sql.set_database("memory");
  EXPECT_TRUE(IsGreen(LookAtSql(context_, sql, absl::Seconds(5))));
  sql.set_database("gone");
  EXPECT_THAT(LookAtSql(context_, sql, absl::Seconds(5)).seen, HasSubstr("has no database gone"));

  const auto rows = ParseText<SeededRowsProbe>("table: 'notes' database: 'memory'");
  EXPECT_TRUE(IsGreen(LookAtSeededRows(context_, rows, absl::Seconds(5))));
  const auto schema = ParseText<SchemaProbe>("release: '1.0' database: 'memory'");
  EXPECT_TRUE(IsGreen(LookAtSchema(context_, schema, absl::Seconds(5))));
  memory_.Run("DELETE FROM notes; CREATE TABLE more (a)");
  EXPECT_FALSE(IsGreen(LookAtSeededRows(context_, rows, absl::Seconds(5))));
  EXPECT_FALSE(IsGreen(LookAtSchema(context_, schema, absl::Seconds(5))));
}

}  // namespace
}  // namespace drill
