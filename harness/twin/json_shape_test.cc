#include "harness/twin/json_shape.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/json.h"
#include "harness/base/short_digest.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

JsonShape Of(const std::string& text) { return ShapeOfJson(ParseJson(text)); }

TEST(JsonShapeTest, HasKeysAndTypesInOneOrder) {
  const JsonShape shape = Of(R"({"status": "ok", "database": {"tables": 11, "revision": "s48"}})");
  EXPECT_EQ(shape.outline, "{database: {revision: string, tables: number}, status: string}");
  EXPECT_EQ(shape.elements, "");
  EXPECT_EQ(Of(R"({"database": {"revision": "", "tables": 0}, "status": ""})").outline,
            shape.outline);
}

TEST(JsonShapeTest, AMissingKeyIsAnotherShape) {
  EXPECT_NE(Of(R"({"a": 1})").outline, Of(R"({"a": 1, "b": 2})").outline);
}

TEST(JsonShapeTest, AnotherTypeIsAnotherShape) {
  EXPECT_NE(Of(R"({"a": 1})").outline, Of(R"({"a": "1"})").outline);
}

TEST(JsonShapeTest, TheLengthOfAListMakesNoDifference) {
  const JsonShape one = Of(R"([{"id": "a", "n": 1}])");
  const JsonShape two = Of(R"([{"id": "b", "n": 2.5}, {"id": "c", "n": 3}])");
  EXPECT_EQ(one.outline, "[...]");
  EXPECT_EQ(one.elements, "/: {id: string, n: number}");
  EXPECT_EQ(two.outline, one.outline);
  EXPECT_EQ(two.elements, one.elements);
}

TEST(JsonShapeTest, AnEmptyListIsAnotherShape) {
  const JsonShape empty = Of(R"({"sessions": []})");
  EXPECT_EQ(empty.outline, "{sessions: []}");
  EXPECT_EQ(empty.elements, "");
  EXPECT_EQ(Of(R"({"sessions": [1]})").outline, "{sessions: [...]}");
}

TEST(JsonShapeTest, ElementsAreUnited) {
  EXPECT_EQ(Of(R"({"l": [{"a": 1}, {"b": null}, {"b": "x"}, null, "s"]})").elements,
            "/l: {a: number, b: string}|string");
}

TEST(JsonShapeTest, AListInAListIsAListWhateverItHolds) {
  EXPECT_EQ(Of(R"([{"tags": []}])").elements, Of(R"([{"tags": ["a"]}, {"tags": []}])").elements);
}

TEST(JsonShapeTest, ValuesAreDigestsByTheirPath) {
  EXPECT_THAT(Of(R"({"a/b": {"c": "s3cret"}, "on": true, "no": null})").values,
              ElementsAre(Pair("/a~1b/c", DigestOf("\"s3cret\"")), Pair("/no", "null"),
                          Pair("/on", "true")));
}

TEST(JsonShapeTest, AListIsAValueInWhateverOrder) {
  const auto values = Of(R"({"sessions": [{"id": 1, "n": [1]}, {"id": 2}], "rows": []})").values;
  EXPECT_THAT(values, ElementsAre(Pair("/sessions", SizeIs(12))));
  EXPECT_EQ(Of(R"({"sessions": [{"id": 2}, {"n": [1], "id": 1}]})").values, values);
  EXPECT_NE(Of(R"({"sessions": [{"id": 1, "n": [1]}, {"id": 3}]})").values, values);
  EXPECT_NE(Of(R"({"sessions": [{"id": 1, "n": [1]}]})").values, values);
}

TEST(JsonShapeTest, AScalarAloneIsAValueToo) {
  const JsonShape shape = Of("\"I'm alive!\"");
  EXPECT_EQ(shape.outline, "string");
  EXPECT_THAT(shape.values, ElementsAre(Pair("", DigestOf("\"I'm alive!\""))));
}

TEST(JsonShapeTest, MuchIsCutAndStillDiffers) {
  nlohmann::json body;
  for (int i = 0; i < 400; ++i) body[absl::StrCat("a_rather_long_key_", i)] = i;
  const JsonShape shape = ShapeOfJson(body);
  EXPECT_THAT(shape.values, SizeIs(50));
  EXPECT_LT(shape.outline.size(), 2100u);
  body["z"] = 1;
  EXPECT_NE(ShapeOfJson(body).outline, shape.outline);
}

TEST(JsonShapeTest, DepthHasAnEnd) {
  std::string text = "\"s3cret\"";
  for (int i = 0; i < 2000; ++i) text = absl::StrCat("{\"k\": ", text, "}");
  const JsonShape shape = Of(text);
  EXPECT_LT(shape.outline.size(), 200u);
  EXPECT_THAT(shape.values, IsEmpty());
  const JsonShape list = Of(absl::StrCat("[", text, "]"));
  EXPECT_THAT(list.elements, Not(HasSubstr("s3cret")));
  EXPECT_THAT(list.values, IsEmpty());
}

}  // namespace
}  // namespace drill
