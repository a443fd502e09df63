#include "harness/runbook/table_procedure.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kText[] =
    "# Quick reference\n\n"
    "| What | How |\n| --- | --- |\n"
    "| **Emergency stop** | `docker compose stop api`, then `docker ps` |\n"
    "| Look | see the `docker compose` page |\n"
    "| Undo | `alembic downgrade -1` or `alembic downgrade base` |\n\n"
    "# Again\n\n"
    "| Command | What |\n| --- | --- |\n| docker compose up -d | Start |\n"
    "| `docker compose kill \\| cat` | Emergency stop |\n";

Document Parse() {
  auto document = ParseDocument("R.md", kText);
  EXPECT_THAT(document, IsOk());
  return *std::move(document);
}

TEST(TableProcedureTest, RowsWithCommands) {
  const auto rows = FindTableProcedures(Parse());
  ASSERT_THAT(rows, SizeIs(4));
  EXPECT_EQ(rows[0].name, "Emergency stop");
  EXPECT_EQ(rows[0].line, 5);
  EXPECT_THAT(rows[0].commands, ElementsAre("docker compose stop api", "docker ps"));
  EXPECT_FALSE(rows[0].one_of);
  EXPECT_EQ(rows[1].name, "Undo");
  EXPECT_TRUE(rows[1].one_of);
  EXPECT_EQ(rows[2].name, "Start");
  EXPECT_THAT(rows[2].commands, ElementsAre("docker compose up -d"));
  EXPECT_THAT(rows[3].commands, ElementsAre("docker compose kill | cat"));
}

TEST(TableProcedureTest, IsFoundByItsNameAndHeading) {
  EXPECT_THAT(FindTableProcedure(Parse(), "emergency stop", 1, 99),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("R.md:14: 2 rows"), HasSubstr("(R.md:5)"))));
  EXPECT_EQ(FindTableProcedure(Parse(), "emergency stop", 9, 99)->line, 14);
  EXPECT_THAT(FindTableProcedure(Parse(), "Look", 1, 99),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("\"Undo\" (R.md:7)")));
}

TEST(TableProcedureTest, EachCommandIsABlockOnTheRowsLine) {
  const Procedure procedure = AsProcedure(FindTableProcedures(Parse())[0]);
  EXPECT_EQ(procedure.first_line, 5);
  ASSERT_THAT(procedure.blocks, SizeIs(2));
  EXPECT_EQ(procedure.blocks[1].text, "docker ps");
  EXPECT_EQ(procedure.blocks[1].first_line(), 5);
  EXPECT_TRUE(procedure.blocks[1].runnable());
}

TEST(InlineCommandsTest, MentionsAreNone) {
  EXPECT_THAT(InlineCommands("run `$ docker ps -a` or `./stop.sh`"),
              ElementsAre("docker ps -a", "./stop.sh"));
  EXPECT_THAT(InlineCommands("with `docker`, `docker compose`, `./values.yaml`, `GET /x`"),
              IsEmpty());
}

}  // namespace
}  // namespace drill
