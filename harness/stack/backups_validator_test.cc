#include "harness/stack/backups_validator.h"

#include "gtest/gtest.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto.h"

namespace drill {
namespace {

std::string ProblemsOf(const std::string& text) {
  std::vector<Problem> problems;
  Stack stack;
  const FieldLocations locations = ParseTextProto("s", text, &stack, &problems);
  FieldChecker checker(locations, &problems);
  std::set<std::string> names = {"health"};
  ValidateBackups(stack, &names, &checker);
  return FormatProblems(problems);
}

TEST(ValidateBackupsTest, AllIsThere) {
  EXPECT_EQ(ProblemsOf("database { service: 'db' } backups { name: 'db' glob: '/b/*.sql' "
                       "keep_latest: 10 keep_days: 30 restore {} "
                       "schedule { name: 'cron' file { path: '/etc/cron.d/x' } } }"),
            "");
}

TEST(ValidateBackupsTest, WhatIsWrongIsToldWithItsPlace) {
  EXPECT_EQ(ProblemsOf("backups {}"),
            "s:1:1: backups[0].name is required; checks are named after it\n"
            "s:1:1: backups[0].glob is required; a glob on the machine\n");
  EXPECT_EQ(ProblemsOf("backups { name: 'a/b' glob: 'b' restore {} }"),
            "s:1:11: backups[0].name holds a slash: a/b\n"
            "s:1:23: backups[0].glob is not an absolute path: b; begin it with /\n"
            "s:1:33: backups[0].restore needs a database; describe it under database, or say how "
            "to `unpack` the backup\n");
  EXPECT_EQ(ProblemsOf("backups { name: 'a' glob: '/b' keep_latest: -1 keep_days: -1 }"),
            "s:1:32: backups[0].keep_latest is negative\n"
            "s:1:48: backups[0].keep_days is negative\n");
  EXPECT_NE(ProblemsOf("backups { name: 'a' glob: '/b' schedule { name: 'health' sql { query: 'q' "
                       "} } }"),
            "");
}

TEST(ValidateBackupsTest, ACopyOfAFileIsReadWhereItLies) {
  EXPECT_EQ(ProblemsOf("database { file: '/a.db' } backups { name: 'a' glob: '/b' restore {} }"),
            "");
}

TEST(ValidateBackupsTest, WhatIsUnpackedSaysWhatItHolds) {
  EXPECT_EQ(ProblemsOf("backups { name: 'a' glob: '/b' restore { unpack { command: 'tar' "
                       "facts { name: 'files' at_least: '1' } } } }"),
            "");
  EXPECT_EQ(ProblemsOf("backups { name: 'a' glob: '/b' restore { service: 'db' unpack {} } }"),
            "s:1:42: backups[0].restore.service stands beside `unpack`; remove one of the two\n"
            "s:1:56: backups[0].restore.unpack.command is required; a bash command that unpacks "
            "$BACKUP and prints what it holds\n"
            "s:1:56: backups[0].restore.unpack.facts is required; what the command must print\n");
  EXPECT_NE(ProblemsOf("backups { name: 'a' glob: '/b' restore { unpack { command: 'tar' "
                       "facts { name: 'files' at_least: 'many' } facts { name: 'x' } } } }"),
            "");
}

}  // namespace
}  // namespace drill
