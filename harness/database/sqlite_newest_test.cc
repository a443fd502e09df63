#include "harness/database/sqlite_newest.h"

#include <deque>
#include <string>

#include "gtest/gtest.h"

namespace drill {
namespace {

// A table of a key and two columns, of which three rows were recorded.
class SqliteNewestTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Add(1, "'small'", "'a'", true);
    Add(2, "'large'", "'b'", true);
    Add(3, "'small'", "'c'", true);
  }

  void Add(int key, const std::string& model, const std::string& text, bool recorded = false) {
    const std::string id = std::to_string(key);
    newest_.Add(rows_.emplace_back(SqlRow{id, id, model, text}), recorded);
  }

  std::deque<SqlRow> rows_;
  SqliteNewest newest_{{"id", "model", "text"}};
};

TEST_F(SqliteNewestTest, FewerThanFiveTellNothing) {
  for (int key = 4; key < 8; ++key) Add(key, "'small'", "'x'");
  EXPECT_TRUE(newest_.Get().empty());
}

TEST_F(SqliteNewestTest, WhatRecordedRowsHoldIsKnown) {
  for (int key = 4; key < 9; ++key) Add(key, key == 6 ? "'other'" : "'large'", "'x'");
  const auto values = newest_.Get();
  EXPECT_EQ(values.at("model").unknown, 1);
  EXPECT_EQ(values.at("model").empty, 0);
  EXPECT_EQ(values.at("text").unknown, 5);
  EXPECT_EQ(values.at("id").unknown, 0) << "a number";
}

TEST_F(SqliteNewestTest, WhatNamesOneMachineIsTheSameForAll) {
  Add(4, "'at 3f2a9bd0c1e7'", "'d'", true);
  for (int key = 5; key < 10; ++key) Add(key, "'at 0000000000aa'", "'at home'");
  EXPECT_EQ(newest_.Get().at("model").unknown, 0);
  EXPECT_EQ(newest_.Get().at("text").unknown, 5);
}

TEST_F(SqliteNewestTest, OnlyTheNewestFiveAreLookedAt) {
  for (int key = 4; key < 10; ++key) Add(key, "''", "NULL");
  for (int key = 10; key < 15; ++key) Add(key, "'small'", "'a'");
  const auto values = newest_.Get();
  EXPECT_EQ(values.at("model").empty, 0);
  EXPECT_EQ(values.at("text").unknown, 0);
}

TEST_F(SqliteNewestTest, NothingIsEmptyAndUnknown) {
  for (int key = 4; key < 9; ++key) Add(key, "''", "NULL");
  const auto values = newest_.Get();
  EXPECT_EQ(values.at("model").empty, 5);
  EXPECT_EQ(values.at("text").empty, 5);
  EXPECT_EQ(values.at("text").unknown, 5);
}

}  // namespace
}  // namespace drill
