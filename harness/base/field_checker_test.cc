#include "harness/base/field_checker.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/text_proto_test.pb.h"

namespace drill {
namespace {

class FieldCheckerTest : public ::testing::Test {
 protected:
  // What was said since the last call.
  std::string Said() {
    std::string said = FormatProblems(problems_);
    problems_.clear();
    return said;
  }

  testing::Recipe recipe_;
  std::vector<Problem> problems_;
  const FieldLocations locations_ =
      ParseTextProto("f", "title: 't'\nsauce { name: 'n' }\n", &recipe_, &problems_);
  FieldChecker checker_{locations_, &problems_};
};

TEST_F(FieldCheckerTest, RequiresMoreThanBlanks) {
  EXPECT_TRUE(checker_.RequireText("title", "t", "r"));
  EXPECT_EQ(Said(), "");
  EXPECT_FALSE(checker_.RequireText("title", " \n", "write one"));
  EXPECT_EQ(Said(), "f:1:1: title is required; write one\n");
}

TEST_F(FieldCheckerTest, KnowsPathsAndUrls) {
  checker_.AbsolutePath("title", "/x");
  checker_.AbsolutePath("title", "");
  checker_.Url("title", "http://h:1");
  checker_.Url("title", "");
  EXPECT_EQ(Said(), "");
  checker_.AbsolutePath("sauce.name", "x");
  checker_.Url("title", "http:///x");
  EXPECT_EQ(Said(),
            "f:1:1: title is not a URL: http:///x; such as http://localhost:5000/api/health\n"
            "f:2:9: sauce.name is not an absolute path: x; begin it with /\n");
}

TEST_F(FieldCheckerTest, KnowsSetsOfNames) {
  checker_.OneOf("title", "b", {"a", "b"}, "letters");
  checker_.OneOf("title", "", {"a", "b"}, "letters");
  EXPECT_EQ(Said(), "");
  checker_.OneOf("title", "zzzz", {"a", "b"}, "letters");
  EXPECT_EQ(Said(), "f:1:1: title is not one of the letters: zzzz; one of a, b\n");
  checker_.OneOf("title", "zzzz", {}, "letters");
  EXPECT_EQ(Said(), "f:1:1: title is not one of the letters: zzzz; there are no letters\n");
  std::set<std::string> seen;
  checker_.Unique("title", "a", &seen);
  checker_.Unique("title", "", &seen);
  checker_.Unique("title", "", &seen);
  EXPECT_EQ(Said(), "");
  checker_.Unique("title", "a", &seen);
  EXPECT_EQ(Said(), "f:1:1: title is used twice: a; rename one\n");
}

TEST_F(FieldCheckerTest, KnowsNumbers) {
  checker_.Bounds("sauce", "1", "1");
  checker_.Bounds("sauce", "", "");
  checker_.Integer("title", "7", 0, 7);
  EXPECT_EQ(Said(), "");
  checker_.Bounds("sauce", "2", "1");
  EXPECT_EQ(Said(), "f:2:1: sauce.at_least is above at_most; nothing could be green\n");
  checker_.Bounds("sauce", "", "many");
  EXPECT_EQ(Said(), "f:2:1: sauce.at_most is not a number: many\n");
  checker_.Integer("title", "8", 0, 7);
  EXPECT_EQ(Said(), "f:1:1: title is not a whole number from 0 to 7: 8\n");
}

TEST(FieldPathTest, Joins) {
  EXPECT_EQ(FieldPath("", "a"), "a");
  EXPECT_EQ(FieldPath("a", "b", 2), "a.b[2]");
}

}  // namespace
}  // namespace drill
