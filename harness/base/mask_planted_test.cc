#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/mask.h"
#include "harness/testing/planted_secrets.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MaskPlantedTest, NoPlantedSecretStaysReadable) {
  EXPECT_GE(PlantedSecrets().size(), 50u);
  for (const PlantedSecret& planted : PlantedSecrets()) {
    ASSERT_THAT(planted.text, HasSubstr(planted.secret));
    EXPECT_THAT(Masker().Mask(planted.text), Not(HasSubstr(planted.secret))) << planted.text;
    const std::string around = absl::StrCat("one line\n", planted.text, "\nanother: 3\n");
    EXPECT_THAT(Masker().Mask(around), Not(HasSubstr(planted.secret))) << planted.text;
    EXPECT_THAT(Masker().Mask(around), HasSubstr("\nanother: 3\n")) << planted.text;
  }
}

TEST(MaskPlantedTest, HarmlessTextsStayAsTheyAre) {
  for (const std::string& text : HarmlessTexts()) {
    EXPECT_EQ(Masker().Mask(text), text);
    EXPECT_EQ(Masker().Mask(absl::StrCat("a\n", text, "\nb\n")),
              absl::StrCat("a\n", text, "\nb\n"));
  }
}

TEST(MaskPlantedTest, MaskingAgainChangesNothing) {
  for (const PlantedSecret& planted : PlantedSecrets()) {
    const std::string once = Masker().Mask(planted.text);
    EXPECT_EQ(Masker().Mask(once), once);
  }
}

}  // namespace
}  // namespace drill
