#include "harness/base/proto_json.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/text_proto_test.pb.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::drill::testing::Recipe;
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

TEST(ProtoFromJsonTest, RefusesWhatItDoesNotKnow) {
  Recipe recipe;
  EXPECT_THAT(ProtoFromJson("{\"colour\": 1}", &recipe),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("colour")));
  EXPECT_THAT(ProtoFromJson("{\"title\": ", &recipe), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace drill
