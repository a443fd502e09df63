#include "harness/drill/grow_rows.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/local_host.h"
#include "harness/testing/sqlite_directory.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class GrowRowsTest : public testing::Test {
 protected:
  GrowRowsTest() : directory_("grow_rows"), host_("") {
    context_.host = &host_;
    stack_.set_operator_directory(directory_.path());
  }

  absl::StatusOr<RowsGrown> Grow(int64_t rows, const std::string& command) {
    stack_.mutable_growth()->set_command(command);
    return GrowRows(host_, context_, stack_, rows, &stop_);
  }

  SqliteDirectory directory_;
  LocalHost host_;
  ProbeContext context_;
  Stack stack_;
  StopToken stop_;
};

TEST_F(GrowRowsTest, TheCommandLearnsHowMany) {
  const auto grown = Grow(12'000, "echo -n \"$ROWS\" >rows");
  ASSERT_THAT(grown, IsOk());
  EXPECT_EQ(grown->rows(), 12'000);
  EXPECT_EQ(ReadFile(directory_.PathOf("rows")).value_or(""), "12000");
  // The stack has no database.
  EXPECT_FALSE(grown->has_bytes());
}

TEST_F(GrowRowsTest, TheDatabaseIsAskedForItsSizeAfterwards) {
  const std::string file = directory_.PathOf("data.db");
  SqliteApplication(directory_.PathOf("small.db")).Run("CREATE TABLE a (b)");
  SqliteApplication(directory_.PathOf("large.db"))
      .Run(
          "CREATE TABLE a (b); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
          "WHERE i < 10000) INSERT INTO a SELECT 'row ' || i FROM n");
  stack_.mutable_database()->set_file(file);
  context_.database_file = file;
  const auto small = Grow(1, "cp small.db data.db; : $ROWS");
  ASSERT_THAT(small, IsOk());
  const auto large = Grow(10'000, "cp large.db data.db; : $ROWS");
  ASSERT_THAT(large, IsOk());
  EXPECT_GT(small->bytes(), 0);
  EXPECT_GT(large->bytes(), small->bytes() + 100'000);
}

TEST_F(GrowRowsTest, ACommandThatFailsSaysWhy) {
  EXPECT_THAT(Grow(1, "echo 'no such table: messages' >&2; exit 3").status(),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(Grow(1, "echo 'ERROR: no such table' >&2; exit 3").status().message()),
              AllOf(HasSubstr("growth.command failed"), HasSubstr("no such table")));
}

TEST_F(GrowRowsTest, ACommandWithoutAnEndIsEnded) {
  stack_.mutable_growth()->mutable_timeout()->set_nanos(200'000'000);
  EXPECT_THAT(std::string(Grow(1, "sleep 60").status().message()),
              HasSubstr("did not end in time"));
}

TEST_F(GrowRowsTest, AStackWithoutGrowthSaysWhatIsMissing) {
  const absl::Status status = GrowRows(host_, context_, stack_, 1, &stop_).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(status.message()), HasSubstr("describe it under growth"));
}

}  // namespace
}  // namespace drill
