#include "harness/history/sqlite_history_store.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SqliteHistoryStoreTest : public testing::Test {
 protected:
  SqliteHistoryStoreTest()
      : directory_(absl::StrCat(testing::TempDir(), "/",
                                testing::UnitTest::GetInstance()->current_test_info()->name())),
        file_(directory_ + "/deep/history.db") {}
  void SetUp() override { ASSERT_THAT(RemoveAll(directory_), IsOk()); }

  const std::string directory_;
  const std::string file_;
};

TEST_F(SqliteHistoryStoreTest, MakesTheFileAndItsDirectory) {
  const auto store = OpenSqliteHistory(file_);
  ASSERT_THAT(store, IsOk());
  ASSERT_THAT((*store)->Execute("CREATE TABLE t (a TEXT, b BIGINT)", {}), IsOk());
  ASSERT_THAT((*store)->Execute("INSERT INTO t VALUES ($1, $2)", {std::nullopt, "7"}), IsOk());
  EXPECT_THAT(
      (*store)->Execute("SELECT a, b + 1, $1, $2, $1 FROM t", {"x", "'; DROP TABLE t"}),
      IsOkAndHolds(ElementsAre(ElementsAre(std::nullopt, "8", "x", "'; DROP TABLE t", "x"))));
  EXPECT_TRUE(std::filesystem::exists(file_));
}

TEST_F(SqliteHistoryStoreTest, AFailedTransactionLeavesNothing) {
  const auto store = OpenSqliteHistory(file_);
  ASSERT_THAT(store, IsOk());
  EXPECT_THAT((*store)->Transact([&]() -> absl::Status {
    EXPECT_THAT((*store)->Execute("CREATE TABLE t (a TEXT)", {}), IsOk());
    return absl::CancelledError("no more");
  }),
              StatusIs(absl::StatusCode::kCancelled));
  EXPECT_THAT((*store)->Tables(), IsOkAndHolds(IsEmpty()));
}

TEST_F(SqliteHistoryStoreTest, WhatIsNoDatabaseIsRefusedAndLeftAsItIs) {
  ASSERT_THAT(MakeDirectories(directory_), IsOk());
  const std::string text(5000, 'x');
  const std::string file = directory_ + "/notes.txt";
  ASSERT_THAT(WriteFile(file, text), IsOk());
  const auto store = OpenSqliteHistory(file);
  ASSERT_THAT(store, IsOk());
  EXPECT_THAT((*store)->Tables(),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("--history")));
  EXPECT_THAT(ReadFile(file), IsOkAndHolds(text));
}

TEST_F(SqliteHistoryStoreTest, ADirectoryInTheWayIsNamed) {
  ASSERT_THAT(MakeDirectories(file_), IsOk());
  EXPECT_THAT(OpenSqliteHistory(file_), StatusIs(absl::StatusCode::kUnavailable, HasSubstr(file_)));
}

// SQLite's own limit on pages stands in for a disk that is full: the error is the same.
TEST_F(SqliteHistoryStoreTest, AFullDiskIsToldAndLeavesNothingHalf) {
  const auto store = OpenSqliteHistory(file_);
  ASSERT_THAT(store, IsOk());
  ASSERT_THAT((*store)->Execute("CREATE TABLE t (a TEXT)", {}), IsOk());
  ASSERT_THAT((*store)->Execute("PRAGMA max_page_count = 4", {}), IsOk());
  EXPECT_THAT((*store)->Transact([&]() -> absl::Status {
    for (int row = 0; row < 100; ++row) {
      const auto done = (*store)->Execute("INSERT INTO t VALUES ($1)", {std::string(1000, 'x')});
      if (!done.ok()) return done.status();
    }
    return absl::OkStatus();
  }),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("full")));
  EXPECT_THAT((*store)->Execute("SELECT count(*) FROM t", {}),
              IsOkAndHolds(ElementsAre(ElementsAre("0"))));
}

}  // namespace
}  // namespace drill
