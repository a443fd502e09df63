#include "harness/base/mask.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/text_proto_test.pb.h"

namespace drill {
namespace {

TEST(MaskerTest, ReplacesKnownSecretsEverywhere) {
  Masker masker;
  masker.AddSecret("correct-horse");
  masker.AddSecret("");
  EXPECT_EQ(masker.Mask("xcorrect-horsex correct-horse"), "x[masked]x [masked]");
  EXPECT_EQ(masker.Mask("nothing"), "nothing");
}

TEST(MaskerTest, ReplacesAShortSecretOnlyAsAWord) {
  Masker masker;
  masker.AddSecret("aria");
  EXPECT_EQ(masker.Mask("aria_blue aria-brain variant aria"),
            "aria_blue aria-brain variant [masked]");
}

TEST(MaskerTest, ReplacesTheLongerOfTwoSecrets) {
  Masker masker;
  masker.AddSecret("secret-one");
  masker.AddSecret("secret-one-and-more");
  EXPECT_EQ(masker.Mask("secret-one-and-more"), "[masked]");
}

TEST(MaskerTest, LearnsSecretsOfAnEnvironmentFile) {
  Masker masker;
  masker.AddSecretFile(
      "# POSTGRES_PASSWORD=not-this-comment\n"
      "POSTGRES_PASSWORD='quoted-value'\r\n"
      "export API_KEY=exported-value\n"
      "SESSION=9f86d081884c7d659a2feaa0c55ad015\n"
      "DATABASE_URL=postgres://aria:url-password@db/aria_blue\n"
      "OLLAMA_MODEL=qwen3:14b\n"
      "POSTGRES_DB=aria_blue\n"
      "no equals sign\n");
  EXPECT_EQ(
      masker.Mask("quoted-value exported-value 9f86d081884c7d659a2feaa0c55ad015 url-password"),
      "[masked] [masked] [masked] [masked]");
  EXPECT_EQ(masker.Mask("qwen3:14b aria_blue not-this-comment"),
            "qwen3:14b aria_blue not-this-comment");
}

TEST(MaskerTest, AlsoMasksWhatItWasNotTold) {
  EXPECT_EQ(Masker().Mask("password=abc"), "password=[masked]");
  EXPECT_EQ(Masker().Mask("password=[masked]"), "password=[masked]");
}

TEST(MaskerTest, MasksEveryStringOfAMessage) {
  Masker masker;
  masker.AddSecret("correct-horse");
  testing::Recipe recipe;
  recipe.set_title("a correct-horse b");
  recipe.add_ingredients()->set_name("correct-horse");
  recipe.mutable_sauce()->set_name("correct-horse");
  (*recipe.mutable_notes())["k"] = "correct-horse";
  recipe.set_servings(3);
  masker.MaskMessage(&recipe);
  EXPECT_EQ(recipe.title(), "a [masked] b");
  EXPECT_EQ(recipe.ingredients(0).name(), "[masked]");
  EXPECT_EQ(recipe.sauce().name(), "[masked]");
  EXPECT_EQ(recipe.notes().at("k"), "[masked]");
  EXPECT_EQ(recipe.servings(), 3);
}

}  // namespace
}  // namespace drill
