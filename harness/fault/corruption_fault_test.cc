#include "harness/fault/corruption_fault.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr size_t kPage = 8192;

// A page whose header says that all of it is tuples.
std::string HeapPage(char fill) {
  std::string page(kPage, fill);
  const auto put = [&](size_t at, int value) {
    page[at] = static_cast<char>(value & 0xff);
    page[at + 1] = static_cast<char>(value >> 8);
  };
  put(12, 28);
  put(14, 28);
  put(16, kPage);
  return page;
}

// A server that answers as told, and whose files are there.
class CorruptionFaultTest : public ::testing::Test {
 protected:
  CorruptionFaultTest() : root_(absl::StrCat(::testing::TempDir(), "/corruption")), host_(root_) {
    stack_.set_operator_directory("/srv");
    stack_.add_compose_project("app");
    stack_.mutable_database()->set_service("db");
    stack_.mutable_database()->set_user("app");
    stack_.mutable_database()->set_name("app_data");
    stack_.mutable_database()->add_seeded_tables()->set_table("notes");
  }

  void SetUp() override {
    ASSERT_THAT(RemoveAll(root_), IsOk());
    host_.When(CommandContains("docker ps"), {0, "c0ffee\n"});
    host_.When(CommandContains(".Mounts"), {0, "/var/lib/db|/volumes/db\n"});
    host_.When(CommandContains("RestartPolicy"), {0, "unless-stopped\n"});
    host_.When(CommandContains("date -u"), {0, "2026-01-01T00:00:00.0Z\n"});
    host_.WhenCalled(CommandContains("psql"),
                     [this](const auto&, const ExecOptions& options) { return Psql(options); });
    ASSERT_THAT(MakeDirectories(Data("base/1")), IsOk());
    ASSERT_THAT(MakeDirectories(Data("global")), IsOk());
    ASSERT_THAT(MakeDirectories(Data("pg_wal")), IsOk());
    std::string pages;
    for (int i = 0; i < 8; ++i) pages += HeapPage(static_cast<char>('a' + i));
    ASSERT_THAT(WriteFile(Data("base/1/16402"), pages), IsOk());
    ASSERT_THAT(WriteFile(Data("global/pg_control"), std::string(kPage, 'c')), IsOk());
    ASSERT_THAT(WriteFile(Data("pg_wal/0001"), std::string(4 * kPage, 'w')), IsOk());
  }

  std::string Data(const std::string& file) { return absl::StrCat(root_, "/volumes/db/", file); }

  absl::StatusOr<SubprocessResult> Psql(const ExecOptions& options) {
    SubprocessResult result;
    result.exit_code = 0;
    const std::string& sql = options.stdin_content;
    if (absl::StrContains(sql, "data_directory")) result.stdout_content = "/var/lib/db\n";
    if (absl::StrContains(sql, "pg_relation_filepath")) result.stdout_content = relation_;
    if (absl::StrContains(sql, "ctid")) result.stdout_content = seeded_pages_;
    if (absl::StrContains(sql, "walfile")) result.stdout_content = "0001|16408|8192\n";
    if (absl::StrContains(sql, "attname FROM")) result.stdout_content = columns_;
    return result;
  }

  absl::StatusOr<Injection> Inject(CorruptionFault::Kind kind, uint64_t seed = 1) {
    random_ = FaultRandom(seed);
    CorruptionFault fault;
    fault.set_kind(kind);
    fault.set_relation("notes");
    return InjectCorruption(fault, FaultContext{host_, stack_, "", &random_, nullptr});
  }

  std::string root_;
  FakeDrillHost host_;
  Stack stack_;
  FaultRandom random_{1};
  std::string relation_ = "base/1/16402|r|heap|8192|on|6|65536\n";
  std::string seeded_pages_ = "6\n";
  std::string columns_ = "16402|id\n16402|body\n";
};

TEST_F(CorruptionFaultTest, PagesAreBrokenBetweenACleanStopAndAStart) {
  const std::string before = *ReadFile(Data("base/1/16402"));
  const auto injection = Inject(CorruptionFault::HEAP_BIT_FLIPS);
  ASSERT_THAT(injection, IsOk());
  const std::string after = *ReadFile(Data("base/1/16402"));
  EXPECT_NE(after, before);
  EXPECT_EQ(after.substr(6 * kPage), before.substr(6 * kPage)) << "beyond the seeded rows";
  std::string order;
  for (const auto& command : host_.commands()) {
    const std::string text = command.back();
    for (const char* verb : {"docker stop", "docker start", "docker kill", "pg_checksums"}) {
      if (absl::StrContains(text, verb)) absl::StrAppend(&order, verb, "; ");
    }
  }
  EXPECT_EQ(order, "docker stop; docker start; ");
}

TEST_F(CorruptionFaultTest, TheProofNamesTheBrokenPage) {
  const auto injection = Inject(CorruptionFault::HEAP_BIT_FLIPS);
  ASSERT_THAT(injection, IsOk());
  ASSERT_THAT(injection->proof, SizeIs(3));
  EXPECT_TRUE(injection->proof[0].seeded_rows().must_differ());
  EXPECT_THAT(injection->proof[1].sql().error_contains(),
              ::testing::MatchesRegex("invalid page in block [0-5] of relation base/1/16402"));
  EXPECT_TRUE(injection->proof[2].amcheck().must_find_damage());
}

TEST_F(CorruptionFaultTest, WithoutChecksumsOnlyTheRowsTell) {
  relation_ = "base/1/16402|r|heap|8192|off|6|65536\n";
  const auto injection = Inject(CorruptionFault::TORN_PAGE);
  ASSERT_THAT(injection, IsOk());
  ASSERT_THAT(injection->proof, SizeIs(1));
  EXPECT_TRUE(injection->proof[0].seeded_rows().must_differ());
}

TEST_F(CorruptionFaultTest, TheSameSeedBreaksTheSameBytes) {
  for (const auto kind :
       {CorruptionFault::HEAP_BIT_FLIPS, CorruptionFault::TORN_PAGE, CorruptionFault::ZEROED_BLOCK,
        CorruptionFault::TRUNCATED_RELATION, CorruptionFault::WAL, CorruptionFault::CONTROL_FILE}) {
    const auto broken = [&](uint64_t seed) {
      SetUp();
      EXPECT_THAT(Inject(kind, seed), IsOk());
      return absl::StrCat(*ReadFile(Data("base/1/16402")), *ReadFile(Data("global/pg_control")),
                          *ReadFile(Data("pg_wal/0001")));
    };
    const std::string once = broken(4);
    EXPECT_EQ(broken(4), once) << CorruptionFault::Kind_Name(kind);
    EXPECT_NE(broken(5), once) << CorruptionFault::Kind_Name(kind);
  }
}

TEST_F(CorruptionFaultTest, TheLogIsBrokenAfterAKillWhereRecoveryBegins) {
  const auto injection = Inject(CorruptionFault::WAL);
  ASSERT_THAT(injection, IsOk());
  const std::string log = *ReadFile(Data("pg_wal/0001"));
  EXPECT_EQ(log.substr(0, 16408), std::string(16408, 'w'));
  EXPECT_NE(log.substr(16408, 24), std::string(24, 'w'));
  EXPECT_EQ(log.substr(16432), std::string(4 * kPage - 16432, 'w'));
  EXPECT_THAT(host_.commands(), ::testing::Contains(::testing::Contains(HasSubstr("docker kill"))));
  EXPECT_EQ(injection->proof.at(0).service().state(), "crash_looping");
  EXPECT_THAT(injection->proof.at(1).command().command(), HasSubstr("valid checkpoint record"));
}

TEST_F(CorruptionFaultTest, AColumnIsDrawnFromTheCatalogue) {
  const auto injection = Inject(CorruptionFault::CATALOGUE_ROW);
  ASSERT_THAT(injection, IsOk());
  EXPECT_THAT(injection->proof.at(0).sql().error_contains(), HasSubstr("relation OID 16402"));
  columns_ = "";
  EXPECT_THAT(Inject(CorruptionFault::CATALOGUE_ROW),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no table notes")));
}

TEST_F(CorruptionFaultTest, WhatCannotTakeHoldIsSaid) {
  const auto refused = [](const std::string& text) {
    return StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(text));
  };
  EXPECT_THAT(Inject(CorruptionFault::INDEX), refused("no B-tree index"));
  seeded_pages_ = "0\n";
  EXPECT_THAT(Inject(CorruptionFault::ZEROED_BLOCK), refused("too small"));
  EXPECT_THAT(Inject(CorruptionFault::TRUNCATED_RELATION), refused("too small"));
  relation_ = "";
  EXPECT_THAT(Inject(CorruptionFault::TORN_PAGE), refused("no table or index notes"));
  host_.When(CommandContains(".Mounts"), {0, "/etc|/volumes/etc\n"});
  EXPECT_THAT(Inject(CorruptionFault::WAL), refused("on no volume"));
  host_.When(CommandContains("docker ps"), {0, ""});
  EXPECT_THAT(Inject(CorruptionFault::WAL), refused("db has no running container"));
}

TEST_F(CorruptionFaultTest, AServerWhoseFileCannotBeBrokenIsStartedAgain) {
  ASSERT_THAT(RemoveAll(Data("base/1/16402")), IsOk());
  EXPECT_THAT(Inject(CorruptionFault::ZEROED_BLOCK),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no such file")));
  EXPECT_THAT(host_.commands().back().back(), HasSubstr("docker start"));
}

}  // namespace
}  // namespace drill
