#include "harness/base/regex.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(RegexTest, FindsWhatMatchesWithItsGroupsAndPlace) {
  const RE2 pattern(R"((\d+)\s*(min|s)?)");
  const std::string text = "in 15 min or 30";
  std::optional<RegexMatch> match = FindRegex(pattern, text);
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->begin, 3u);
  EXPECT_EQ(match->end, 9u);
  EXPECT_THAT(match->groups, ElementsAre("15 min", "15", "min"));
  match = FindRegex(pattern, text, match->end);
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->str(1), "30");
  EXPECT_FALSE(match->matched(2));
  EXPECT_EQ(FindRegex(pattern, text, match->end), std::nullopt);
}

TEST(RegexTest, ALaterSearchSeesWhatStandsBeforeIt) {
  EXPECT_EQ(FindRegex(RE2("^b"), "ab", 1), std::nullopt);
  EXPECT_EQ(FindRegex(RE2(R"(\bb)"), "ab", 1), std::nullopt);
}

TEST(RegexTest, AllMatchesAndAnEmptyOneOnlyOnce) {
  EXPECT_THAT(FindAllRegex(RE2("a+"), "aa b aaa"), SizeIs(2));
  EXPECT_THAT(FindAllRegex(RE2("x*"), "abc"), SizeIs(4));
}

TEST(RegexTest, WholeOrPart) {
  EXPECT_TRUE(ContainsRegex(RE2("b"), "abc"));
  EXPECT_FALSE(IsRegex(RE2("b"), "abc"));
  EXPECT_TRUE(IsRegex(RE2("a|abc"), "abc"));
}

// std::regex recurses with every character and ends the process at some 40 kB.
TEST(RegexTest, LinesOfAnyLength) {
  const std::string line(size_t{4} << 20, 'a');
  EXPECT_THAT(FindAllRegex(RE2("(a|b)+"), line), SizeIs(1));
  EXPECT_FALSE(ContainsRegex(RE2("(a*)*x"), line));
}

}  // namespace
}  // namespace drill
