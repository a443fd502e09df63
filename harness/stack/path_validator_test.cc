#include "harness/stack/path_validator.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

std::string ProblemsOf(const std::string& content) {
  Stack stack;
  std::vector<Problem> problems;
  const FieldLocations locations = ParseTextProto("s", content, &stack, &problems);
  FieldChecker checker(locations, &problems);
  ValidatePaths(stack, &checker);
  return FormatProblems(problems);
}

TEST(PathValidatorTest, PathsStayBelowTheStack) {
  EXPECT_EQ(ProblemsOf("runbook: 'docs/R.md' host_tree: 'host'\n"
                       "images { reference: 'a' archive: 'a.tar' }\n"
                       "images { reference: 'b' build { context: 'apps' dockerfile: 'x/D' } }\n"
                       "images { reference: 'c' npm { directory: 'packages' } }\n"),
            "");
}

TEST(PathValidatorTest, WhatReachesUpIsTold) {
  const std::string remedy = "; name something below the stack's directory\n";
  EXPECT_EQ(ProblemsOf("runbook: '../R.md'\n"),
            "s:1:1: runbook leads out of its directory: ../R.md" + remedy);
  EXPECT_EQ(ProblemsOf("host_tree: '/etc'\n"),
            "s:1:1: host_tree[0] is an absolute path: /etc" + remedy);
  EXPECT_EQ(ProblemsOf("images { archive: 'a/../../b.tar' }\n"),
            "s:1:10: images[0].archive leads out of its directory: a/../../b.tar" + remedy);
  EXPECT_EQ(ProblemsOf("images { npm { directory: '../npm' } }\n"),
            "s:1:16: images[0].npm.directory leads out of its directory: ../npm" + remedy);
  EXPECT_EQ(ProblemsOf("images { build { context: '/' } }\n"),
            "s:1:18: images[0].build.context is an absolute path: /" + remedy);
  EXPECT_EQ(ProblemsOf("images { build { context: 'a' dockerfile: '../../D' } }\n"),
            "s:1:31: images[0].build.dockerfile leads out of its directory: a/../../D" + remedy);
}

}  // namespace
}  // namespace drill
