#include "harness/history/history_schema.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/history/sqlite_history_store.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class HistorySchemaTest : public testing::Test {
 protected:
  void SetUp() override {
    auto store = OpenSqliteHistory(":memory:");
    ASSERT_THAT(store, IsOk());
    store_ = *std::move(store);
  }

  void Run(const std::string& sql) { ASSERT_THAT(store_->Execute(sql, {}), IsOk()); }

  std::unique_ptr<HistoryStore> store_;
};

TEST_F(HistorySchemaTest, MakesTheTablesOnce) {
  ASSERT_THAT(EnsureHistorySchema(*store_), IsOk());
  ASSERT_THAT(EnsureHistorySchema(*store_), IsOk());
  EXPECT_THAT(store_->Tables(), IsOkAndHolds(ElementsAre("check_result", "command", "drill",
                                                         "history_version", "phase", "target")));
  const auto versions = store_->Execute("SELECT count(*), max(version) FROM history_version", {});
  ASSERT_THAT(versions, IsOk());
  EXPECT_EQ((*versions)[0][1], absl::StrCat(HistorySchemaVersion()));
}

TEST_F(HistorySchemaTest, ANewerOneIsLeftAsItIs) {
  ASSERT_THAT(EnsureHistorySchema(*store_), IsOk());
  Run("INSERT INTO history_version VALUES (99)");
  EXPECT_THAT(EnsureHistorySchema(*store_),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("version 99")));
}

TEST_F(HistorySchemaTest, WhatIsNoHistoryIsLeftAsItIs) {
  Run("CREATE TABLE customers (id INTEGER)");
  EXPECT_THAT(EnsureHistorySchema(*store_),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("customers")));
  EXPECT_THAT(store_->Tables(), IsOkAndHolds(ElementsAre("customers")));
}

TEST_F(HistorySchemaTest, OneWithoutAVersionIsRefused) {
  Run("CREATE TABLE history_version (version BIGINT NOT NULL)");
  EXPECT_THAT(EnsureHistorySchema(*store_), StatusIs(absl::StatusCode::kFailedPrecondition));
}

// A table of the name is in the way of the third statement: nothing of the first two stays.
TEST_F(HistorySchemaTest, AStepIsTakenWholeOrNotAtAll) {
  Run("CREATE TABLE history_version (version BIGINT NOT NULL)");
  Run("INSERT INTO history_version VALUES (0)");
  Run("CREATE TABLE phase (id INTEGER)");
  EXPECT_FALSE(EnsureHistorySchema(*store_).ok());
  EXPECT_THAT(store_->Tables(), IsOkAndHolds(ElementsAre("history_version", "phase")));
}

}  // namespace
}  // namespace drill
