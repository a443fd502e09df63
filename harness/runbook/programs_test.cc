#include "harness/runbook/programs.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/runbook/shipped_programs.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string ProblemsOf(const std::string& text) {
  std::vector<Problem> problems;
  ParsePrograms("p.textproto", text, &problems);
  return FormatProblems(problems);
}

TEST(ProgramsTest, WhatIsShippedIsRight) {
  EXPECT_EQ(ProblemsOf(kShippedPrograms), "");
  EXPECT_EQ(ProgramTable::Shipped().Decide({{"tail", "-f", "x"}}).effect, NEVER_RETURNS);
}

TEST(ProgramsTest, EveryProblemIsNamedWithItsPlace) {
  EXPECT_THAT(
      ProblemsOf("command {\n  name: '/bin/x'\n  rule { with: '-f' }\n  rule { effect: ASKS "
                 "pattern: '(' }\n"
                 "  rule { effect: LOOKS }\n  rule { effect: LOOKS finds_nothing: 0 }\n}\n"
                 "command { rule { effect: ASKS with: 'a' } }\n"
                 "command { name: 'y' runs { after_dashes: true after_operands: 2 } }\n"),
      AllOf(HasSubstr("p.textproto:2:"), HasSubstr("no program's"), HasSubstr("p.textproto:3:"),
            HasSubstr("effect"), HasSubstr("p.textproto:4:"), HasSubstr("RE2's syntax"),
            HasSubstr("no finds_nothing"), HasSubstr("p.textproto:6:"), HasSubstr("p.textproto:8:"),
            HasSubstr("exclude each other")));
  EXPECT_THAT(ProblemsOf("command { name: 'x' rule { effect: ASKS } rule { effect: PAGES } }"),
              HasSubstr("always holds"));
  EXPECT_THAT(ProblemsOf("command { nam: 'x' }"), HasSubstr("p.textproto:1:"));
}

TEST(ProgramsTest, ATeamsFileStandsBeforeTheShippedOne) {
  const std::string directory = ::testing::TempDir();
  ASSERT_THAT(
      WriteFile(
          directory + "/programs.textproto",
          "command { name: 'deployctl' command { name: 'shell' rule { effect: OPENS_SHELL } } }\n"
          "command { name: 'watch' rule { effect: RETURNS with: '-n1' } }\n"),
      IsOk());
  std::vector<Problem> problems;
  const ProgramTable programs = LoadPrograms({directory + "/none", directory}, &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(programs.Decide({{"deployctl", "shell"}}).effect, OPENS_SHELL);
  EXPECT_EQ(programs.Decide({{"watch", "-n1", "x"}}).effect, RETURNS);
  EXPECT_EQ(programs.Decide({{"watch", "x"}}).effect, NEVER_RETURNS) << "what it does not decide";
}

TEST(ProgramsTest, APlatformsProgramThatOnlyLooks) {
  std::vector<Problem> problems;
  const ProgramTable programs = LoadPrograms({}, &problems);
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"railway", "deployments"},
                                             {"railway", "logs", "--tail", "100"},
                                             {"railway", "variables"},
                                             {"heroku", "releases", "-a", "shop"},
                                             {"fly", "status"},
                                             {"fly", "logs", "--no-tail"},
                                             {"fly", "releases"},
                                             {"fly", "volumes", "list"},
                                             {"helm", "history", "shop"},
                                             {"vercel", "ls"},
                                             {"cf", "logs", "shop", "--recent"}}) {
    EXPECT_EQ(programs.Decide({command}).effect, SHOWS) << command[0] << " " << command[1];
  }
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"railway", "rollback", "17"},
                                             {"railway", "variables", "--set", "A=b"},
                                             {"railway", "restart"},
                                             {"heroku", "config:set", "A=b"},
                                             {"heroku", "rollback", "v17"},
                                             {"fly", "releases", "rollback", "v17"},
                                             {"fly", "secrets", "set", "A=b"},
                                             {"fly", "logs"},
                                             {"helm", "rollback", "shop", "3"},
                                             {"vercel", "rollback"},
                                             {"cf", "push", "shop"}}) {
    EXPECT_NE(programs.Decide({command}).effect, SHOWS) << command[0] << " " << command[1];
  }
}

TEST(ProgramsTest, OneStatementThatReadsOnlyLooks) {
  using Commands = std::vector<std::vector<std::string>>;
  const ProgramTable& programs = ProgramTable::Shipped();
  for (const std::vector<std::string>& command :
       Commands{{"psql", "-U", "postgres", "-d", "home", "-c", "SELECT version, dirty FROM rows"},
                {"psql", "home", "-tAc", "select count(*) from users;"},
                {"psql", "--command=SELECT 1", "home"},
                {"psql", "-c", "SHOW server_version"},
                {"psql", "-c", "\\dt"},
                {"psql", "-l"},
                {"mysql", "-u", "root", "-e", "SELECT max(id) FROM users"},
                {"mariadb", "-e", "SHOW TABLES"},
                {"sqlite3", "/app/data/memory.db", "PRAGMA integrity_check;"},
                {"sqlite3", "-readonly", "memory.db", "pragma table_info(users)"},
                {"sqlite3", "memory.db", "SELECT count(*) FROM messages"},
                {"sqlite3", "memory.db", ".tables"},
                {"redis-cli", "-n", "1", "PING"}}) {
    EXPECT_EQ(programs.Decide({command}).effect, SHOWS) << command.back();
  }
  for (const std::vector<std::string>& command :
       Commands{{"psql", "-c", "SELECT 1; DROP TABLE users"},
                {"psql", "-c", "SELECT 1", "-c", "DELETE FROM users"},
                {"psql", "-c", "SELECT pg_terminate_backend(7)"},
                {"psql", "-c", "SELECT count(*) FROM (SELECT setval('a', 1))"},
                {"psql", "-c", "SELECT * INTO kept FROM users"},
                {"psql", "-c", "SELECT 1", "-f", "downgrade.sql"},
                {"psql", "-c", "SELECT 1", "-o", "/etc/passwd"},
                {"psql", "-c", "\\i downgrade.sql"},
                {"mysql", "-e", "SELECT 1 INTO OUTFILE '/tmp/x'"},
                {"mysql", "-e", "SELECT 1", "-e", "DELETE FROM users"},
                {"sqlite3", "memory.db", "PRAGMA journal_mode = DELETE"},
                {"sqlite3", "memory.db", "SELECT 1", "DELETE FROM messages"},
                {"sqlite3", "-cmd", "DELETE FROM messages", "memory.db", "SELECT 1"},
                {"sqlite3", "memory.db", "SELECT writefile('a', 'b')"},
                {"sqlite3", "memory.db", ".restore old.db"},
                {"redis-cli", "FLUSHALL"}}) {
    EXPECT_NE(programs.Decide({command}).effect, SHOWS) << command.back();
  }
}

TEST(ProgramsTest, NoFileIsNoProblem) {
  std::vector<Problem> problems;
  const ProgramTable programs = LoadPrograms({"/nowhere"}, &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(programs.Decide({{"vim", "x"}}).effect, OPENS_EDITOR);
}

}  // namespace
}  // namespace drill
