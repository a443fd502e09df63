#include "harness/scenario/backup_fault_validator.h"

#include "gtest/gtest.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

std::string ProblemsOf(const std::string& fields) {
  Fault fault;
  return ProblemsIn("backup {" + fields + "}", &fault, [&](FieldChecker* checker) {
    EXPECT_TRUE(ValidateBackupFault("backup", fault.backup(), checker));
  });
}

TEST(ValidateBackupFaultTest, EveryKindAsItShouldBe) {
  for (const char* text :
       {"kind: TRUNCATED glob: '/b/*' keep_share: 0.9", "kind: EMPTY glob: '/b/*'",
        "kind: WRONG_DATABASE glob: '/b/*'", "kind: WRONG_VERSION glob: '/b/*' older_glob: '/o/*'",
        "kind: UNREADABLE glob: '/b/*'", "kind: NOT_GZIP glob: '/b/*.gz'",
        "kind: OLDER glob: '/b/*' age_days: 3", "kind: NONE glob: '/b/*'"}) {
    EXPECT_EQ(ProblemsOf(text), "") << text;
  }
}

TEST(ValidateBackupFaultTest, WhatIsWrongIsTold) {
  EXPECT_EQ(ProblemsOf(""),
            "f:1:1: backup.kind is required; say what is wrong with the backup\n"
            "f:1:1: backup.glob is required; a glob on the drill host; its newest match is "
            "broken\n");
  EXPECT_EQ(ProblemsOf("kind: EMPTY glob: 'b'"),
            "f:1:21: backup.glob is not an absolute path: b; begin it with /\n");
  EXPECT_EQ(ProblemsOf("kind: WRONG_VERSION glob: '/b'"),
            "f:1:1: backup.older_glob is required; a glob; its oldest match takes the place of the "
            "newest backup\n");
  EXPECT_EQ(ProblemsOf("kind: TRUNCATED glob: '/b' keep_share: 1"),
            "f:1:36: backup.keep_share is not a share: 1; 0 to less than 1\n");
  EXPECT_EQ(ProblemsOf("kind: OLDER glob: '/b' age_days: -1"),
            "f:1:32: backup.age_days is negative\n");
  EXPECT_EQ(ProblemsOf("kind: NOT_GZIP glob: '/b/*.sql'"),
            "f:1:24: backup.glob names no gzip files; end it with .gz\n");
}

}  // namespace
}  // namespace drill
