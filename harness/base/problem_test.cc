#include "harness/base/problem.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(FormatProblemTest, SaysPlaceMessageAndRemedy) {
  EXPECT_EQ(FormatProblem({"a.textproto", 3, 7, "stack: not set", "name one"}),
            "a.textproto:3:7: stack: not set; name one");
}

TEST(FormatProblemTest, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(FormatProblem({"a.textproto", 0, 0, "cannot be read", ""}),
            "a.textproto: cannot be read");
  EXPECT_EQ(FormatProblem({"a.md", 4, 0, "open fence", ""}), "a.md:4: open fence");
  EXPECT_EQ(FormatProblem({"", 0, 0, "no scenario", ""}), "no scenario");
}

TEST(FormatProblemsTest, AreInOrderOfTheFile) {
  EXPECT_EQ(FormatProblems({{"b", 1, 1, "x", ""}, {"a", 10, 1, "y", ""}, {"a", 9, 2, "z", ""}}),
            "a:9:2: z\na:10:1: y\nb:1:1: x\n");
  EXPECT_EQ(FormatProblems({}), "");
}

TEST(FormatProblemsTest, AHundredAreTold) {
  const std::vector<Problem> many(250, {"a", 1, 1, "x", ""});
  EXPECT_THAT(FormatProblems(many),
              ::testing::EndsWith("and 150 more problems that are not listed\n"));
  std::vector<std::string> lines(100, "x");
  LimitProblems(&lines);
  EXPECT_EQ(lines.size(), 100u);
}

TEST(FormatProblemTest, NoControlCharacterIsAmongThem) {
  EXPECT_EQ(FormatProblem({"a\x1b[2J", 1, 0, "b\rc", ""}), "a\\x1b[2J:1: b\\x0dc");
}

}  // namespace
}  // namespace drill
