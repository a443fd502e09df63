#include "harness/stack/growth_validator.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/field_checker.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string ProblemsOf(const std::string& content) {
  std::vector<Problem> problems;
  Stack stack;
  const FieldLocations locations = ParseTextProto("s", content, &stack, &problems);
  FieldChecker checker(locations, &problems);
  ValidateGrowth(stack, &checker);
  return FormatProblems(problems);
}

TEST(GrowthValidatorTest, WhatIsWholeHasNoProblems) {
  EXPECT_EQ(ProblemsOf(""), "");
  EXPECT_EQ(ProblemsOf("growth { command: './grow \"$ROWS\"' }"), "");
  EXPECT_EQ(
      ProblemsOf("further_databases { id: 'memory' }\n"
                 "growth { command: './grow $ROWS' database: 'memory' timeout { seconds: 9 } }"),
      "");
}

TEST(GrowthValidatorTest, ACommandIsThereAndUsesTheNumber) {
  EXPECT_EQ(ProblemsOf("growth {}"),
            "s:1:1: growth.command is required; a bash command that adds $ROWS rows\n");
  EXPECT_THAT(ProblemsOf("growth { command: './grow' }"),
              AllOf(HasSubstr("s:1:10: growth.command does not use $ROWS"),
                    HasSubstr("no size differs from another")));
}

TEST(GrowthValidatorTest, DatabaseAndTimeoutAreOnes) {
  EXPECT_THAT(ProblemsOf("growth { command: '$ROWS' database: 'gone' }"),
              HasSubstr("growth.database"));
  EXPECT_THAT(ProblemsOf("growth { command: '$ROWS' timeout {} }"), HasSubstr("growth.timeout"));
}

}  // namespace
}  // namespace drill
