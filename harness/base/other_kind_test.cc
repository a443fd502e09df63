#include "harness/base/other_kind.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "harness/base/text_proto_test.pb.h"

namespace drill {
namespace {

const std::vector<FileKind>& Kinds() {
  static const auto& kinds = *new std::vector<FileKind>{
      {"drill.testing.Unheard", "a rumour", "nobody takes it"},
      {"drill.testing.Recipe", "a recipe", "the cook takes it"},
      {"drill.testing.Recipe.Ingredient", "an ingredient", "the shop has it"}};
  return kinds;
}

// What is said of a file that is no ingredient.
std::string Told(const std::string& content) {
  const auto other =
      OtherKind("r.textproto", content, *testing::Recipe::Ingredient::descriptor(), Kinds());
  return other ? FormatProblem(*other) : "";
}

TEST(OtherKindTest, AFileOfAnotherKindIsTold) {
  EXPECT_EQ(Told("title: 'soup'\nrest: '5s'\n"),
            "r.textproto:1:1: is a recipe; expected is an ingredient; the cook takes it");
}

TEST(OtherKindTest, AFileThatIsBrokenAsAnyKindIsNone) {
  EXPECT_EQ(Told("title: 'soup'\ncolour: 'red'\n"), "");
  EXPECT_EQ(Told("title: 'soup'\nrest: 'soon'\n"), "");
  EXPECT_EQ(Told("title: 'soup\n"), "");
}

TEST(OtherKindTest, OfItsOwnKindItIsNoOther) {
  EXPECT_FALSE(OtherKind("r.textproto", "title: 'soup'", *testing::Recipe::descriptor(), Kinds())
                   .has_value());
}

TEST(OtherKindTest, WhatPeopleWriteHasWordsAndARemedy) {
  EXPECT_EQ(FileKinds().size(), 4u);
  for (const FileKind& kind : FileKinds()) {
    EXPECT_FALSE(kind.words.empty());
    EXPECT_FALSE(kind.remedy.empty());
  }
}

}  // namespace
}  // namespace drill
