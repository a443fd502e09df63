#include "harness/database/table_checksum.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class TableChecksumTest : public SharedPostgresTest {
 protected:
  void SetUpWithServer() override {
    table_.Clear();
    table_.set_table("public.notes");
    table_.set_where("id <= 1000");
    table_.add_columns("id");
    table_.add_columns("order");
    table_.add_columns("at");
    Execute(R"sql(
      DROP TABLE IF EXISTS notes;
      CREATE TABLE notes (id int, "order" text, at timestamptz DEFAULT '2026-01-01');
      INSERT INTO notes SELECT i, 'note ' || i FROM generate_series(1, 1000) i;)sql");
  }
  TableFacts Read() {
    const auto facts = ChecksumTable(login(), table_, absl::Seconds(20));
    EXPECT_THAT(facts, IsOk());
    return facts.ok() ? *facts : TableFacts();
  }

  SeededTable table_;
};

TEST_F(TableChecksumTest, CountsTheSeededRowsAlone) {
  const TableFacts before = Read();
  EXPECT_EQ(before.rows(), 1000);
  EXPECT_EQ(before.table(), "public.notes");
  Execute("INSERT INTO notes VALUES (1001, 'later')");
  EXPECT_EQ(Read().rows(), 1000);
  EXPECT_EQ(Read().checksum(), before.checksum());
}

TEST_F(TableChecksumTest, DoesNotDependOnTheOrder) {
  const TableFacts before = Read();
  Execute(
      "CREATE TABLE sorted AS SELECT * FROM notes ORDER BY random(); TRUNCATE notes;"
      "INSERT INTO notes SELECT * FROM sorted; DROP TABLE sorted;");
  EXPECT_EQ(Read().checksum(), before.checksum());
}

TEST_F(TableChecksumTest, DoesNotDependOnTheServersTimeZone) {
  const TableFacts before = Read();
  Execute("ALTER DATABASE test SET timezone = 'Asia/Tokyo'");
  EXPECT_EQ(Read().checksum(), before.checksum());
  Execute("ALTER DATABASE test RESET timezone");
}

TEST_F(TableChecksumTest, SeesEveryChange) {
  const TableFacts before = Read();
  for (const char* change :
       {"UPDATE notes SET \"order\" = 'note 8' WHERE id = 7",
        "UPDATE notes SET \"order\" = NULL WHERE id = 7",
        "UPDATE notes SET at = at + interval '1 second' WHERE id = 7",
        "DELETE FROM notes WHERE id = 7", "INSERT INTO notes SELECT * FROM notes WHERE id = 7",
        "INSERT INTO notes SELECT n.* FROM notes n, generate_series(1, 2) WHERE n.id = 7",
        "UPDATE notes SET \"order\" = 'note ' || (1001 - id)"}) {
    SetUp();
    ASSERT_EQ(Read().checksum(), before.checksum());
    Execute(change);
    EXPECT_NE(Read().checksum(), before.checksum()) << change;
  }
}

TEST_F(TableChecksumTest, TellsNullFromTheEmptyString) {
  Execute("UPDATE notes SET \"order\" = NULL");
  const TableFacts before = Read();
  Execute("UPDATE notes SET \"order\" = ''");
  EXPECT_NE(Read().checksum(), before.checksum());
}

TEST_F(TableChecksumTest, AnEmptyTableHasAChecksumToo) {
  Execute("TRUNCATE notes");
  EXPECT_EQ(Read().rows(), 0);
  EXPECT_EQ(Read().checksum(), "0:0");
}

TEST_F(TableChecksumTest, AMissingTableIsTheServersRefusal) {
  Execute("DROP TABLE notes");
  EXPECT_THAT(ChecksumTable(login(), table_, absl::Seconds(20)),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(ChecksumTableTest, WithoutColumnsThereIsNothingToCompare) {
  SeededTable table;
  table.set_table("notes");
  EXPECT_THAT(ChecksumTable(PostgresLogin(), table, absl::Seconds(1)),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace drill
