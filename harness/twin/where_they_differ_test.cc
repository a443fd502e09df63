#include "harness/twin/where_they_differ.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::EndsWith;
using ::testing::Pair;
using ::testing::StartsWith;

TEST(WhereTheyDifferTest, ShortTextsAreWhole) {
  EXPECT_THAT(WhereTheyDiffer("a\nb", "ac"), Pair("a b", "ac"));
}

TEST(WhereTheyDifferTest, OfLongTextsTheBeginningIsLeftOut) {
  const std::string same(500, 'x');
  const std::string before = "..." + std::string(40, 'x');
  EXPECT_THAT(WhereTheyDiffer(same + "ant", same + "bee"), Pair(before + "ant", before + "bee"));
}

TEST(WhereTheyDifferTest, OneMayBeTheOthersBeginning) {
  const std::string same(300, 'x');
  const auto [one, other] = WhereTheyDiffer(same, same + "y");
  EXPECT_THAT(one, StartsWith("..."));
  EXPECT_THAT(other, EndsWith("xy"));
}

TEST(WhereTheyDifferTest, NoCharacterIsCutInTwo) {
  std::string same;
  for (int i = 0; i < 200; ++i) same += "ü";
  EXPECT_THAT(WhereTheyDiffer(same + "za", same + "zb").first, StartsWith("...ü"));
}

}  // namespace
}  // namespace drill
