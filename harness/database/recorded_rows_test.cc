#include "harness/database/recorded_rows.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TableFacts Notes(int rows, const std::string& checksum) {
  TableFacts facts;
  facts.set_table("notes");
  facts.set_rows(rows);
  facts.set_checksum(checksum);
  return facts;
}

TEST(RecordedRowsTest, TheSameRowsAreTheSame) {
  EXPECT_TRUE(SameRows(Notes(3, "a"), Notes(3, "a")));
  EXPECT_EQ(RowsFound(Notes(3, "a"), Notes(3, "a")), "3 of 3 seeded rows of notes");
}

TEST(RecordedRowsTest, FewerRowsAreNotTheSame) {
  EXPECT_FALSE(SameRows(Notes(3, "a"), Notes(2, "b")));
  EXPECT_EQ(RowsFound(Notes(3, "a"), Notes(2, "b")), "2 of 3 seeded rows of notes");
}

TEST(RecordedRowsTest, OtherContentsAreNotTheSame) {
  EXPECT_FALSE(SameRows(Notes(3, "a"), Notes(3, "b")));
  EXPECT_EQ(RowsFound(Notes(3, "a"), Notes(3, "b")),
            "3 of 3 seeded rows of notes, with other contents");
}

TEST(RecordedRowsTest, ATableOfWhichNothingIsKnown) {
  const std::vector<TableFacts> tables = {Notes(3, "a")};
  EXPECT_EQ(FactsOf(tables, "notes"), &tables[0]);
  EXPECT_EQ(FactsOf(tables, "users"), nullptr);
}

}  // namespace
}  // namespace drill
