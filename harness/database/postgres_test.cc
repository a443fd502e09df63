#include "harness/database/postgres.h"

#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_tcp_server.h"

// libpqxx 6.4 loses the result of a statement whose server goes away while it runs: it looks at the
// connection, and throws, before it takes the result into its own keeping. Other leaks are still
// found.
extern "C" const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() { return "leak:libpqxx-6.4.so"; }

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Optional;

constexpr absl::Duration kLimit = absl::Seconds(10);

class PostgresTest : public SharedPostgresTest {};

TEST_F(PostgresTest, ReadsRowsWithNulls) {
  EXPECT_THAT(QueryPostgres(login(), "SELECT 1, NULL UNION ALL SELECT 2, 'b' ORDER BY 1", kLimit),
              IsOkAndHolds(ElementsAre(
                  ElementsAre(Optional<std::string>("1"), std::nullopt),
                  ElementsAre(Optional<std::string>("2"), Optional<std::string>("b")))));
}

TEST_F(PostgresTest, ReadsOneValue) {
  EXPECT_THAT(QueryPostgresValue(login(), "SELECT 'it''s'", kLimit), IsOkAndHolds("it's"));
  EXPECT_THAT(QueryPostgresValue(login(), "SELECT 1 WHERE false", kLimit),
              StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(QueryPostgresValue(login(), "SELECT 1, 2", kLimit),
              StatusIs(absl::StatusCode::kOutOfRange));
}

// A role whose password the server asks for, unlike the others'.
class PostgresPasswordTest : public PostgresTest {
 protected:
  void SetUpWithServer() override {
    Execute("DROP ROLE IF EXISTS guarded");
    Execute("CREATE ROLE guarded LOGIN PASSWORD 'new'");
    const auto path = QueryPostgresValue(login(), "SHOW hba_file", kLimit);
    ASSERT_THAT(path, IsOk());
    const auto rules = ReadFile(*path);
    ASSERT_THAT(rules, IsOk());
    // In place: the file stays the server's own.
    std::ofstream(*path) << "local all guarded scram-sha-256\n" << *rules;
    Execute("SELECT pg_reload_conf()");
    guarded_ = login();
    guarded_.user = "guarded";
    guarded_.password = "old";
    // The server reads its rules again a moment later.
    for (int tries = 0; tries < 100 && Ask().ok(); ++tries) absl::SleepFor(absl::Milliseconds(50));
  }

  absl::StatusOr<std::string> Ask() const {
    return QueryPostgresValue(guarded_, "SELECT current_user", kLimit);
  }

  PostgresLogin guarded_;
};

TEST_F(PostgresPasswordTest, ARefusedPasswordIsReplacedOnce) {
  std::vector<std::string> refused;
  guarded_.other_password = [&](const std::string& password) {
    refused.push_back(password);
    return std::optional<std::string>("new");
  };
  EXPECT_THAT(Ask(), IsOkAndHolds("guarded"));
  EXPECT_THAT(refused, ElementsAre("old"));
}

TEST_F(PostgresPasswordTest, WithoutAnotherOneTheLoginFails) {
  EXPECT_THAT(Ask(), StatusIs(absl::StatusCode::kUnavailable));
  guarded_.other_password = [](const std::string&) { return std::nullopt; };
  EXPECT_THAT(Ask(), StatusIs(absl::StatusCode::kUnavailable));
  guarded_.other_password = [](const std::string&) { return std::optional<std::string>("worse"); };
  EXPECT_THAT(Ask(), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(PostgresTest, CannotWrite) {
  const absl::Status status = QueryPostgres(login(), "CREATE TABLE t (a int)", kLimit).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(status.message()), HasSubstr("read-only"));
}

TEST_F(PostgresTest, WhatAPreparationMakesIsUndone) {
  EXPECT_THAT(
      QueryPostgresUndone(login(), "CREATE TABLE t (a int)", "SELECT count(*) FROM t", kLimit),
      IsOkAndHolds(ElementsAre(ElementsAre(Optional<std::string>("0")))));
  EXPECT_THAT(QueryPostgres(login(), "SELECT * FROM t", kLimit),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(PostgresTest, ARefusedPreparationIsToldFromARefusedStatement) {
  EXPECT_THAT(QueryPostgresUndone(login(), "CREATE TABLE", "SELECT 1", kLimit),
              StatusIs(absl::StatusCode::kUnimplemented));
  EXPECT_THAT(QueryPostgresUndone(login(), "SELECT 1", "SELECT * FROM nowhere", kLimit),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(PostgresTest, AMissingTableIsTheServersRefusal) {
  const absl::Status status = QueryPostgres(login(), "SELECT * FROM nowhere", kLimit).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(status.message()), HasSubstr("nowhere"));
}

TEST_F(PostgresTest, TheServerEndsASlowStatement) {
  EXPECT_THAT(QueryPostgres(login(), "SELECT pg_sleep(600)", absl::Milliseconds(50)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST_F(PostgresTest, WhatTheServerWarnsOfIsNotPrinted) {
  testing::internal::CaptureStderr();
  const auto rows =
      QueryPostgres(login(), "DO $$ BEGIN RAISE WARNING 'in between'; END $$", kLimit);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_THAT(rows, IsOk());
}

TEST_F(PostgresTest, AConnectionThatBreaksUnderAStatementIsAborted) {
  EXPECT_THAT(QueryPostgres(login(), "SELECT pg_terminate_backend(pg_backend_pid())", kLimit),
              StatusIs(absl::StatusCode::kAborted));
}

TEST_F(PostgresTest, AWrongLoginIsUnavailable) {
  PostgresLogin wrong = login();
  wrong.name = "other";
  EXPECT_THAT(QueryPostgres(wrong, "SELECT 1", kLimit), StatusIs(absl::StatusCode::kUnavailable));
}

// Whatever the statement may take: the test's own limit is shorter.
TEST(QueryPostgresTest, AServerThatNeverTakesPartIsGivenUpEarly) {
  const TestTcpServer server(TestTcpServer::kSilent);
  PostgresLogin login;
  login.address = "127.0.0.1";
  login.port = server.port();
  login.name = login.user = "test";
  EXPECT_THAT(QueryPostgres(login, "SELECT 1", absl::Minutes(30)),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST(QueryPostgresTest, NoServerIsUnavailableAndKeepsThePassword) {
  PostgresLogin login;
  login.address = "/nonexistent/hunter2";
  login.name = "test";
  login.user = "o'brien \\";
  login.password = "hunter2";
  const absl::Status status = QueryPostgres(login, "SELECT 1", kLimit).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace drill
