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

TEST(ProgramsTest, NoFileIsNoProblem) {
  std::vector<Problem> problems;
  const ProgramTable programs = LoadPrograms({"/nowhere"}, &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(programs.Decide({{"vim", "x"}}).effect, OPENS_EDITOR);
}

}  // namespace
}  // namespace drill
