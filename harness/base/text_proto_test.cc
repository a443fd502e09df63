#include "harness/base/text_proto.h"

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
  EXPECT_EQ(FormatProblems(problems), "r:2:1: Expected identifier, got: \n");
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

}  // namespace
}  // namespace drill
