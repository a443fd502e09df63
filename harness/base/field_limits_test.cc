#include "harness/base/field_limits.h"

#include "gmock/gmock.h"
#include "google/protobuf/duration.pb.h"
#include "gtest/gtest.h"
#include "harness/base/text_proto_test.pb.h"

namespace drill {
namespace {

using ::drill::testing::Recipe;

std::string ProblemsOf(const std::string& content) {
  Recipe recipe;
  std::vector<Problem> problems;
  const FieldLocations locations = ParseTextProto("r", content, &recipe, &problems);
  FieldChecker checker(locations, &problems);
  CheckLimits(recipe, &checker);
  return FormatProblems(problems);
}

TEST(CheckLimitsTest, WhatIsOrdinaryIsFine) {
  EXPECT_EQ(ProblemsOf("title: 'soup' servings: 4 ingredients { name: 'salt' grams: 2.5 }\n"
                       "notes { key: 'a' value: 'b' }\n"),
            "");
}

TEST(CheckLimitsTest, NumbersTextsAndListsHaveBounds) {
  EXPECT_EQ(ProblemsOf("servings: 1000001\n"),
            "r:1:1: servings is out of bounds: 1000001; at most 1000000\n");
  EXPECT_EQ(ProblemsOf("sauce {\n  calories: -9000000000\n}\n"),
            "r:2:3: sauce.calories is out of bounds: -9000000000; at most 1000000\n");
  EXPECT_EQ(ProblemsOf("ingredients { grams: inf }\n"),
            "r:1:15: ingredients[0].grams is out of bounds: inf; at most 10^9\n");
  EXPECT_EQ(ProblemsOf("title: '" + std::string(70000, 'x') + "'\n"),
            "r:1:1: title has 70000 bytes; at most 65536\n");
  std::string many;
  for (int i = 0; i < 1001; ++i) many += "ingredients {}\n";
  EXPECT_EQ(ProblemsOf(many), "r:1:1: ingredients has 1001 entries; at most 1000\n");
}

TEST(CheckLimitsTest, AFieldIsToldOnce) {
  Recipe recipe;
  recipe.set_servings(2000000);
  std::vector<Problem> problems;
  const FieldLocations locations("r");
  FieldChecker checker(locations, &problems);
  checker.Add("servings", "is too much");
  CheckLimits(recipe, &checker);
  EXPECT_EQ(FormatProblems(problems), "r: servings is too much\n");
}

}  // namespace
}  // namespace drill
