#include "harness/base/text_proto.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/text_proto_test.pb.h"

namespace drill {
namespace {

using ::drill::testing::Recipe;
using ::testing::IsEmpty;

std::string ProblemsOf(const std::string& content) {
  Recipe recipe;
  std::vector<Problem> problems;
  ParseTextProto("r.textproto", content, &recipe, &problems);
  return FormatProblems(problems);
}

TEST(ParseTextProtoTest, ReadsAWholeFile) {
  Recipe recipe;
  std::vector<Problem> problems;
  const FieldLocations where =
      ParseTextProto("r.textproto", "title: 'soup'\nheat: GENTLE\ningredients { name: 'salt' }\n",
                     &recipe, &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_TRUE(where.complete());
  EXPECT_EQ(recipe.title(), "soup");
  EXPECT_EQ(recipe.ingredients(0).name(), "salt");
}

TEST(ParseTextProtoTest, AnUnknownFieldIsAProblemWithTheNearestName) {
  EXPECT_EQ(ProblemsOf("title: 'soup'\n  servigns: 3\n"),
            "r.textproto:2:3: Recipe has no field servigns; did you mean servings?\n");
}

TEST(ParseTextProtoTest, AFieldLikeNoOtherListsTheKnownOnes) {
  EXPECT_EQ(ProblemsOf("ingredients {\n  xyzzy { a: 1 }\n}\n"),
            "r.textproto:2:3: Ingredient has no field xyzzy; it has: name, grams, calories\n");
}

TEST(ParseTextProtoTest, AllUnknownFieldsAreToldAndTheErrorBehindThem) {
  EXPECT_EQ(ProblemsOf("titel: 'soup'\ningredients { nam: 'salt' }\nservings: 'three'\n"),
            "r.textproto:1:1: Recipe has no field titel; did you mean title?\n"
            "r.textproto:2:15: Ingredient has no field nam; did you mean name?\n"
            "r.textproto:3:11: Expected integer, got: 'three'\n");
}

TEST(ParseTextProtoTest, AnUnknownEnumValueListsTheKnownOnes) {
  EXPECT_EQ(ProblemsOf("heat: HOT\n"),
            "r.textproto:1:7: heat: no such value: HOT; one of GENTLE, FIERCE\n");
}

TEST(ParseTextProtoTest, ASingularFieldTwiceIsAProblem) {
  EXPECT_EQ(ProblemsOf("title: 'a'\ntitle: 'b'\n"),
            "r.textproto:2:6: Non-repeated field \"title\" is specified multiple times\n");
}

TEST(ParseTextProtoTest, TwoMembersOfAOneofAreAProblem) {
  EXPECT_EQ(ProblemsOf("garnish: 'a'\nsauce { name: 'b' }\n"),
            "r.textproto:2:7: Field \"sauce\" is specified along with field \"garnish\", another "
            "member of oneof \"end\"\n");
}

TEST(ParseTextProtoTest, AFileThatEndsTooEarlyIsNotComplete) {
  Recipe recipe;
  std::vector<Problem> problems;
  const FieldLocations where = ParseTextProto("r", "ingredients {\n", &recipe, &problems);
  EXPECT_FALSE(where.complete());
  EXPECT_EQ(FormatProblems(problems),
            "r:1:1: the block ingredients is not closed; add } at the end\n");
}

TEST(ParseTextProtoTest, ABlockThatIsNotClosedIsNamed) {
  EXPECT_EQ(ProblemsOf("ingredients {\n  nam: 'salt'\n\nsauce {\n  name: 'b'\n}\ntitel: 't'\n"),
            "r.textproto:1:1: the block ingredients is not closed; add } before line 4\n"
            "r.textproto:2:3: Ingredient has no field nam; did you mean name?\n");
  EXPECT_EQ(ProblemsOf("shelf {\n  sauce {\n    name: 'b'\n}\ntitle: 't'\n"),
            "r.textproto:1:1: Recipe has no field shelf; it has: title, servings, heat, "
            "ingredients, garnish, sauce, notes, serials, stock, rest, steps\n"
            "r.textproto:2:3: the block sauce is not closed; add } before line 4\n");
}

TEST(ParseTextProtoTest, ABraceTooManyIsCalledThat) {
  EXPECT_EQ(
      ProblemsOf("sauce { name: 'b' } }\n"),
      "r.textproto:1:21: Expected identifier, got: }; there is no open block here: a brace too "
      "many, here or before\n");
}

TEST(ParseTextProtoTest, ATextWithoutQuotesIsTold) {
  EXPECT_EQ(ProblemsOf("title: soup\n"),
            "r.textproto:1:8: Expected string, got: soup; put it in quotes\n");
}

TEST(ParseTextProtoTest, DurationsMayBeWrittenAsText) {
  Recipe recipe;
  std::vector<Problem> problems;
  ParseTextProto("r",
                 "rest: \"1m30s\" steps { rest: '250ms' }\nsteps { rest { seconds: 7 } }\n"
                 "steps: [{ rest: \"1h\" }, { rest: \"-1.5s\" }]\n",
                 &recipe, &problems);
  EXPECT_EQ(FormatProblems(problems), "");
  EXPECT_EQ(recipe.rest().seconds(), 90);
  ASSERT_EQ(recipe.steps_size(), 4);
  EXPECT_EQ(recipe.steps(0).rest().nanos(), 250000000);
  EXPECT_EQ(recipe.steps(1).rest().seconds(), 7);
  EXPECT_EQ(recipe.steps(2).rest().seconds(), 3600);
  EXPECT_EQ(recipe.steps(3).rest().nanos(), -500000000);
}

TEST(ParseTextProtoTest, WhatIsNoDurationIsTold) {
  for (const char* written : {"\"60\"", "60", "60s", "\"soon\"", "\"inf\""}) {
    EXPECT_EQ(ProblemsOf(absl::StrCat("rest: ", written, " title: 't'\n")),
              absl::StrCat("r.textproto:1:7: rest is no duration: ", written,
                           "; write it as text with a unit, such as \"60s\", \"500ms\" or "
                           "\"2m\"\n"));
  }
}

TEST(ParseTextProtoTest, ColumnsAreTheFilesWhereDurationsAreText) {
  EXPECT_EQ(ProblemsOf("rest: '5s' sauce { rest: '6s' } titel: 't'\n"),
            "r.textproto:1:20: Ingredient has no field rest; it has: name, grams, calories\n"
            "r.textproto:1:33: Recipe has no field titel; did you mean title?\n");
  Recipe recipe;
  std::vector<Problem> problems;
  const FieldLocations where = ParseTextProto(
      "r", "rest: '5s' title: 't' steps { rest: '6s' } garnish: 'g'\n", &recipe, &problems);
  EXPECT_EQ(FormatProblem(where.ProblemAt("title", "m")), "r:1:12: m");
  EXPECT_EQ(FormatProblem(where.ProblemAt("rest", "m")), "r:1:1: m");
  EXPECT_EQ(FormatProblem(where.ProblemAt("garnish", "m")), "r:1:44: m");
}

TEST(ParseTextProtoTest, AnotherFormatIsCalledThat) {
  EXPECT_THAT(ProblemsOf("title: soup\ningredients:\n  - name: salt\n"),
              ::testing::HasSubstr("r.textproto:3:3: is YAML; this file is protobuf text"));
  EXPECT_THAT(ProblemsOf("---\ntitle: soup\n"), ::testing::HasSubstr("r.textproto:1:1: is YAML"));
  EXPECT_THAT(ProblemsOf("sauce:\n  name: salt\n"), ::testing::HasSubstr("2:3: is YAML"));
  EXPECT_THAT(ProblemsOf("{\"title\": \"soup\"}\n"), ::testing::HasSubstr("1:1: is JSON"));
  EXPECT_THAT(ProblemsOf("title:\n  'a: b'\nservings: 'x'\n"),
              ::testing::Not(::testing::HasSubstr("YAML")));
}

TEST(ParseTextProtoTest, ARunbookIsCalledMarkdown) {
  Recipe recipe;
  std::vector<Problem> problems;
  ParseTextProto("ROLLBACK.md", "# Shop\n\nThe way back.\n", &recipe, &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(FormatProblem(problems[0]),
            "ROLLBACK.md:1:1: is Markdown; tools/drill procedures shows what a runbook holds");
}

class FieldLocationsTest : public ::testing::Test {
 protected:
  std::string At(const std::string& path) const {
    return FormatProblem(where_.ProblemAt(path, "m", "r"));
  }
  Recipe recipe_;
  std::vector<Problem> problems_;
  const FieldLocations where_ = ParseTextProto("r",
                                               "# comment\n"
                                               "title: 'soup'\n"
                                               "ingredients { name: 'salt' }\n"
                                               "ingredients {\n"
                                               "  name: 'water'\n"
                                               "}\n"
                                               "sauce { grams: 3 }\n"
                                               "notes { key: 'a' value: 'b' }\n",
                                               &recipe_, &problems_);
};

TEST_F(FieldLocationsTest, LocatesFields) {
  EXPECT_EQ(At("title"), "r:2:1: m; r");
  EXPECT_EQ(At("ingredients[0].name"), "r:3:15: m; r");
  EXPECT_EQ(At("ingredients[1]"), "r:4:1: m; r");
  EXPECT_EQ(At("ingredients[1].name"), "r:5:3: m; r");
  EXPECT_EQ(At("sauce.grams"), "r:7:9: m; r");
  EXPECT_EQ(At("notes[0]"), "r:8:1: m; r");
}

TEST_F(FieldLocationsTest, AnUnsetFieldIsLocatedAtItsNearestSetParent) {
  EXPECT_EQ(At("servings"), "r:1:1: m; r");
  EXPECT_EQ(At("ingredients[1].grams"), "r:4:1: m; r");
  EXPECT_EQ(At("ingredients[7].grams"), "r:1:1: m; r");
  EXPECT_EQ(At("no_such_field.at_all"), "r:1:1: m; r");
}

TEST_F(FieldLocationsTest, KnowsWhatIsInTheFile) {
  EXPECT_TRUE(where_.Has("ingredients[1].name"));
  EXPECT_FALSE(where_.Has("ingredients[1].grams"));
  EXPECT_FALSE(where_.Has("ingredients[2]"));
  EXPECT_FALSE(where_.Has("servings"));
}

TEST(FieldLocationsWithoutFileTest, LocatesTheFileAsAWhole) {
  EXPECT_EQ(FormatProblem(FieldLocations("r").ProblemAt("title", "m")), "r: m");
}

TEST(NearestNameTest, FindsMisspellingsOnly) {
  EXPECT_EQ(NearestName("Stakc", {"load", "stack", "state"}), "stack");
  EXPECT_EQ(NearestName("xyz", {"load", "stack"}), "");
  EXPECT_EQ(NearestName("load", {}), "");
}

TEST(ParseTextProtoTest, AFileThatIsNestedTooDeepIsToldWithItsLine) {
  for (const char* open : {"sauce {\n", "x {\n", "x <\n", "x: [\n"}) {
    std::string deep;
    for (int i = 0; i < 20000; ++i) deep += open;
    const std::string column = std::to_string(deep.find_first_of("{<[") + 1);
    EXPECT_EQ(ProblemsOf(deep), "r.textproto:101:" + column +
                                    ": is nested more than 100 levels deep; close the blocks "
                                    "before it\n");
  }
  // Brackets in strings and comments are none.
  EXPECT_EQ(ProblemsOf("title: '" + std::string(200, '{') + "'\n# " + std::string(200, '[')), "");
}

TEST(ParseTextProtoTest, NotEveryProblemOfAFileOfRubbishIsKept) {
  std::string rubbish;
  for (int i = 0; i < 20000; ++i) rubbish += "x: 1\n";
  Recipe recipe;
  std::vector<Problem> problems;
  ParseTextProto("r.textproto", rubbish, &recipe, &problems);
  EXPECT_EQ(problems.size(), 1000u);
}

}  // namespace
}  // namespace drill
