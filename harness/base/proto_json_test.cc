#include "harness/base/proto_json.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/text_proto_test.pb.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::drill::testing::Meal;
using ::drill::testing::Recipe;
using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(ProtoToJsonTest, Prints64BitIntegersAsNumbers) {
  Recipe recipe;
  recipe.add_serials(18446744073709551615u);
  recipe.add_ingredients()->set_calories(-9007199254740993);
  (*recipe.mutable_stock())["salt"] = 12;
  EXPECT_THAT(ProtoToJson(recipe, {false, false}),
              IsOkAndHolds("{\"ingredients\":[{\"calories\":-9007199254740993}],"
                           "\"serials\":[18446744073709551615],\"stock\":{\"salt\":12}}"));
}

TEST(ProtoToJsonTest, PrintsDefaultsAndNullForWhatWasNeverSet) {
  Recipe recipe;
  recipe.add_ingredients()->set_name("salt");
  EXPECT_THAT(ProtoToJson(recipe),
              IsOkAndHolds("{\"title\":\"\",\"servings\":0,\"heat\":\"HEAT_UNSPECIFIED\","
                           "\"ingredients\":[{\"name\":\"salt\",\"grams\":null,\"calories\":0}],"
                           "\"notes\":{},\"serials\":[],\"stock\":{},\"steps\":[]}"));
}

TEST(ProtoToJsonTest, ASetOptionalZeroIsZero) {
  Recipe recipe;
  recipe.add_ingredients()->set_grams(0);
  EXPECT_THAT(ProtoToJson(recipe, {false, false}),
              IsOkAndHolds("{\"ingredients\":[{\"grams\":0}]}"));
}

TEST(ProtoToJsonTest, PrettyHasLines) {
  Recipe recipe;
  recipe.set_servings(2);
  EXPECT_THAT(ProtoToJson(recipe, {false, true}), IsOkAndHolds("{\n  \"servings\": 2\n}"));
}

TEST(ProtoToJsonTest, PrintsEnumsAsWords) {
  Meal meal;
  meal.set_stage(testing::COOKING_STAGE_HALF_DONE);
  meal.add_seen(testing::COOKING_STAGE_RAW);
  meal.add_seen(testing::COOKING_STAGE_UNSPECIFIED);
  (*meal.mutable_stage_of_pot())["left"] = testing::COOKING_STAGE_RAW;
  meal.add_courses()->set_stage(testing::COOKING_STAGE_RAW);
  (*meal.mutable_course_of_guest())["aunt"].set_stage(testing::COOKING_STAGE_HALF_DONE);
  EXPECT_THAT(ProtoToJson(meal, {false, false}),
              IsOkAndHolds("{\"stage\":\"half_done\",\"seen\":[\"raw\",\"\"],"
                           "\"stage_of_pot\":{\"left\":\"raw\"},"
                           "\"courses\":[{\"stage\":\"raw\"}],"
                           "\"course_of_guest\":{\"aunt\":{\"stage\":\"half_done\"}}}"));
}

TEST(ProtoToJsonTest, AnUnspecifiedEnumIsEmptyAndAnUnsetOptionalOneNull) {
  Meal meal;
  meal.add_courses();
  EXPECT_THAT(ProtoToJson(meal), IsOkAndHolds("{\"stage\":\"\",\"wanted\":null,\"seen\":[],"
                                              "\"stage_of_pot\":{},"
                                              "\"courses\":[{\"name\":\"\",\"stage\":\"\"}],"
                                              "\"course_of_guest\":{},"
                                              "\"heat\":\"HEAT_UNSPECIFIED\"}"));
  EXPECT_THAT(ProtoToJson(Meal(), {false, false}), IsOkAndHolds("{}"));
  meal.Clear();
  meal.set_wanted(testing::COOKING_STAGE_UNSPECIFIED);
  EXPECT_THAT(ProtoToJson(meal, {false, false}), IsOkAndHolds("{\"wanted\":\"\"}"));
}

TEST(ProtoToJsonTest, AnEnumWithoutWordsKeepsItsNames) {
  Meal meal;
  meal.set_heat(Recipe::FIERCE);
  EXPECT_THAT(ProtoToJson(meal, {false, false}), IsOkAndHolds("{\"heat\":\"FIERCE\"}"));
}

TEST(ProtoFromJsonTest, ReadsBackWhatWasWritten) {
  Recipe recipe;
  recipe.set_title("a \"quoted\" \n title");
  recipe.mutable_sauce()->set_calories(5);
  (*recipe.mutable_notes())["a"] = "b";
  const absl::StatusOr<std::string> json = ProtoToJson(recipe);
  ASSERT_THAT(json, IsOk());
  Recipe read;
  ASSERT_THAT(ProtoFromJson(*json, &read), IsOk());
  EXPECT_EQ(read.DebugString(), recipe.DebugString());
}

TEST(ProtoFromJsonTest, ReadsWordsBack) {
  Meal meal;
  meal.set_stage(testing::COOKING_STAGE_RAW);
  meal.set_wanted(testing::COOKING_STAGE_UNSPECIFIED);
  meal.add_seen(testing::COOKING_STAGE_HALF_DONE);
  meal.add_seen(testing::COOKING_STAGE_UNSPECIFIED);
  (*meal.mutable_stage_of_pot())["left"] = testing::COOKING_STAGE_RAW;
  meal.add_courses()->set_stage(testing::COOKING_STAGE_HALF_DONE);
  meal.add_courses();
  (*meal.mutable_course_of_guest())["aunt"].set_stage(testing::COOKING_STAGE_RAW);
  meal.set_heat(Recipe::GENTLE);
  for (const bool all_fields : {false, true}) {
    const absl::StatusOr<std::string> json = ProtoToJson(meal, {all_fields, false});
    ASSERT_THAT(json, IsOk());
    Meal read;
    ASSERT_THAT(ProtoFromJson(*json, &read), IsOk());
    EXPECT_EQ(read.DebugString(), meal.DebugString());
  }
}

TEST(ProtoFromJsonTest, AnUnknownWordIsToldWithItsField) {
  Meal meal;
  for (const char* json :
       {"{\"stage\": \"burnt\"}", "{\"seen\": [\"raw\", \"burnt\"]}",
        "{\"stage_of_pot\": {\"left\": \"burnt\"}}", "{\"courses\": [{\"stage\": \"burnt\"}]}",
        "{\"course_of_guest\": {\"aunt\": {\"stage\": \"burnt\"}}}"}) {
    EXPECT_THAT(ProtoFromJson(json, &meal),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(HasSubstr("\"burnt\""), HasSubstr("raw, half_done"))))
        << json;
  }
  EXPECT_THAT(ProtoFromJson("{\"courses\": [{\"stage\": \"burnt\"}]}", &meal),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("courses.stage: ")));
  EXPECT_THAT(ProtoFromJson("{\"stage_of_pot\": {\"left\": \"burnt\"}}", &meal),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("stage_of_pot: ")));
  EXPECT_THAT(ProtoFromJson("{\"stage\": \"COOKING_STAGE_RAW\"}", &meal),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("COOKING_STAGE_RAW")));
}

TEST(ProtoFromJsonTest, WhatHasAnotherShapeIsRefused) {
  Meal meal;
  for (const char* json : {"{\"stage\": [\"raw\"]}", "{\"seen\": {\"a\": \"raw\"}}",
                           "{\"stage_of_pot\": [\"raw\"]}", "{\"courses\": \"raw\"}", "[]"}) {
    EXPECT_THAT(ProtoFromJson(json, &meal), StatusIs(absl::StatusCode::kInvalidArgument)) << json;
  }
}

TEST(ProtoFromJsonTest, RefusesWhatItDoesNotKnow) {
  Recipe recipe;
  EXPECT_THAT(ProtoFromJson("{\"colour\": 1}", &recipe),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("colour")));
  EXPECT_THAT(ProtoFromJson("{\"title\": ", &recipe), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace drill
