#include "harness/fault/sqlite_corruption.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/probe/command_probe.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

// A real SQLite file, broken and looked at by the real program.
class SqliteCorruptionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = absl::StrCat(::testing::TempDir(), "/sqlite_corruption_test");
    ASSERT_THAT(RemoveAll(root_), IsOk());
    ASSERT_THAT(MakeDirectories(root_), IsOk());
    file_ = absl::StrCat(root_, "/notes.db");
    SubprocessOptions options;
    options.stdin_content =
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        "INSERT INTO notes SELECT i, 'note ' || i FROM n;";
    const auto made = RunSubprocess({"sqlite3", file_}, options);
    if (absl::IsNotFound(made.status())) GTEST_SKIP() << "sqlite3 is not installed";
    ASSERT_THAT(made, IsOk());
    ASSERT_TRUE(made->succeeded()) << made->stderr_content;
  }

  absl::StatusOr<Injection> Inject(CorruptionFault::Kind kind, uint64_t seed = 1) {
    random_ = FaultRandom(seed);
    CorruptionFault fault;
    fault.set_kind(kind);
    fault.set_file(file_);
    return InjectSqliteCorruption(fault, FaultContext{host_, stack_, "", &random_, nullptr});
  }
  Sight Prove(const Injection& injection) {
    ProbeContext context;
    context.host = &host_;
    return LookAtCommand(context, injection.proof.at(0).command(), absl::Seconds(20));
  }

  std::string root_;
  std::string file_;
  LocalHost host_{""};
  Stack stack_;
  FaultRandom random_{1};
};

TEST_F(SqliteCorruptionTest, BrokenPagesFailTheIntegrityCheck) {
  const std::string before = *ReadFile(file_);
  const auto injection = Inject(CorruptionFault::SQLITE_PAGES);
  ASSERT_THAT(injection, IsOk());
  EXPECT_EQ(Prove(*injection).colour, Observation::Colour::kGreen) << Prove(*injection).seen;
  ASSERT_THAT(WriteFile(file_, before), IsOk());
  EXPECT_EQ(Prove(*injection).colour, Observation::Colour::kRed) << "an unbroken file";
}

TEST_F(SqliteCorruptionTest, AStaleLogFailsTheIntegrityCheckAndTheFileItselfIsAsItWas) {
  const std::string before = *ReadFile(file_);
  const auto injection = Inject(CorruptionFault::SQLITE_STALE_WAL);
  ASSERT_THAT(injection, IsOk());
  EXPECT_EQ(Prove(*injection).colour, Observation::Colour::kGreen) << Prove(*injection).seen;
  EXPECT_THAT(ReadFile(file_), IsOkAndHolds(before)) << "the proof has no side effect";
  ASSERT_THAT(RemoveAll(file_ + "-wal"), IsOk());
  EXPECT_EQ(Prove(*injection).colour, Observation::Colour::kRed) << "without the log";
}

TEST_F(SqliteCorruptionTest, TheSameSeedLeavesTheSameBytes) {
  const std::string before = *ReadFile(file_);
  for (const auto kind : {CorruptionFault::SQLITE_PAGES, CorruptionFault::SQLITE_STALE_WAL}) {
    const auto broken = [&](uint64_t seed) {
      EXPECT_THAT(WriteFile(file_, before), IsOk());
      EXPECT_THAT(Inject(kind, seed), IsOk());
      return absl::StrCat(*ReadFile(file_), ReadFile(file_ + "-wal").value_or(""));
    };
    const std::string once = broken(3);
    EXPECT_EQ(broken(3), once);
    EXPECT_NE(broken(4), once);
  }
}

TEST_F(SqliteCorruptionTest, WhatIsNoDatabaseCannotBeBroken) {
  ASSERT_THAT(WriteFile(file_, std::string(4096, 'x')), IsOk());
  EXPECT_THAT(Inject(CorruptionFault::SQLITE_PAGES),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no SQLite database")));
  ASSERT_THAT(RemoveAll(file_), IsOk());
  EXPECT_THAT(Inject(CorruptionFault::SQLITE_STALE_WAL),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("not there")));
}

}  // namespace
}  // namespace drill
