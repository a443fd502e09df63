#include "harness/probe/locate_sqlite_file.h"

#include <filesystem>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/local_host.h"
#include "harness/testing/sqlite_directory.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class LocateSqliteFileTest : public testing::Test {
 protected:
  LocateSqliteFileTest() {
    EXPECT_THAT(MakeDirectories(here_.PathOf("app/data")), IsOk());
    SqliteApplication(here_.PathOf("app/data/memory.db"))
        .Run("CREATE TABLE t (a); INSERT INTO t VALUES (7)");
  }

  absl::StatusOr<std::string> Ask(const std::string& path) {
    const auto file = LocateSqliteFile(host_, path);
    if (!file.ok()) return file.status();
    const auto rows = QuerySqlite(*file, "SELECT a FROM t", absl::Seconds(5));
    return rows.ok() ? OnlyValue(*rows) : rows.status();
  }

  const SqliteDirectory here_ = SqliteDirectory("locate_sqlite_file_test");
  const LocalHost host_ = LocalHost(here_.path());
};

TEST_F(LocateSqliteFileTest, APathIsOneOfTheHosts) {
  EXPECT_THAT(Ask("/app/data/memory.db"), IsOkAndHolds("7"));
}

TEST_F(LocateSqliteFileTest, LinksOfDirectoriesLeadWhereTheyLeadInside) {
  std::filesystem::create_symlink("/app", here_.PathOf("srv"));
  EXPECT_THAT(Ask("/srv/data/memory.db"), IsOkAndHolds("7"));
  std::filesystem::create_symlink("../../../../../..", here_.PathOf("app/up"));
  EXPECT_THAT(Ask("/app/up/app/data/memory.db"), IsOkAndHolds("7"));
}

TEST_F(LocateSqliteFileTest, WhatIsNotThereIsNotFound) {
  EXPECT_THAT(Ask("/srv/memory.db"), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Ask("/app/data/other.db"), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(Ask("/app/data/"), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace drill
