#include "harness/base/enum_text.h"

#include "gtest/gtest.h"
#include "harness/base/text_proto_test.pb.h"

namespace drill {
namespace {

using ::drill::testing::CookingStage;
using ::drill::testing::CookingStage_descriptor;
using ::drill::testing::Recipe;

TEST(EnumTextTest, IsWhatFollowsTheEnumsNameInSmallLetters) {
  EXPECT_EQ(EnumText(testing::COOKING_STAGE_RAW), "raw");
  EXPECT_EQ(EnumText(testing::COOKING_STAGE_HALF_DONE), "half_done");
}

TEST(EnumTextTest, UnspecifiedIsNoText) {
  EXPECT_EQ(EnumText(testing::COOKING_STAGE_UNSPECIFIED), "");
}

TEST(EnumTextTest, ANumberWithoutAValueIsTheNumber) {
  EXPECT_EQ(EnumText(static_cast<CookingStage>(41)), "41");
}

TEST(EnumTextTest, ValuesThatDoNotAllCarryTheEnumsNameStayAsTheyAre) {
  EXPECT_EQ(EnumText(Recipe::FIERCE), "FIERCE");
  EXPECT_EQ(EnumText(Recipe::HEAT_UNSPECIFIED), "HEAT_UNSPECIFIED");
}

TEST(FindEnumTextTest, FindsWhatEnumTextMade) {
  for (const CookingStage stage : {testing::COOKING_STAGE_UNSPECIFIED, testing::COOKING_STAGE_RAW,
                                   testing::COOKING_STAGE_HALF_DONE}) {
    const auto* const found = FindEnumText(*CookingStage_descriptor(), EnumText(stage));
    ASSERT_NE(found, nullptr) << EnumText(stage);
    EXPECT_EQ(found->number(), stage);
  }
  const auto* const fierce = FindEnumText(*Recipe::Heat_descriptor(), "FIERCE");
  ASSERT_NE(fierce, nullptr);
  EXPECT_EQ(fierce->number(), Recipe::FIERCE);
}

TEST(FindEnumTextTest, FindsNothingElse) {
  for (const char* text : {"burnt", "RAW", "COOKING_STAGE_RAW", "unspecified", "raw "})
    EXPECT_EQ(FindEnumText(*CookingStage_descriptor(), text), nullptr) << text;
  EXPECT_EQ(FindEnumText(*Recipe::Heat_descriptor(), "fierce"), nullptr);
}

TEST(KnownEnumTextsTest, ListsTheWords) {
  EXPECT_EQ(KnownEnumTexts(*CookingStage_descriptor()), "raw, half_done");
}

}  // namespace
}  // namespace drill
