#include "harness/runbook/open_fence.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<OpenFence> Find(const std::string& text) {
  return FindOpenFences(Markdown(text), absl::StrSplit(text, '\n'));
}

auto Opens(int line, const std::string& what) {
  return AllOf(Field("line", &OpenFence::line, line),
               Field("what", &OpenFence::what, HasSubstr(what)));
}

TEST(OpenFenceTest, AtTheEndOfTheDocument) {
  EXPECT_THAT(Find("# A\n\n```bash\nls\n\n# B\n"),
              ElementsAre(Opens(3, "never closed; put a line of ``` after it")));
}

TEST(OpenFenceTest, WhenTheNextBlocksEndCloses) {
  EXPECT_THAT(Find("```bash\nls\n\n## B\n\n```bash\nps\n```\n"),
              ElementsAre(Opens(1, "line 6 opens another one inside it")));
}

TEST(OpenFenceTest, WhenBlocksWithoutLabelFollow) {
  EXPECT_THAT(Find("```bash\nls\n\n## B\n\n```\nps\n```\n"),
              ElementsAre(Opens(1, "a heading stands in it, line 4")));
}

TEST(OpenFenceTest, ShorterFencesInsideAreText) {
  EXPECT_THAT(Find("````markdown\n```bash\nls\n```\n````\n"), IsEmpty());
  EXPECT_THAT(Find("~~~bash\n```bash\n~~~\n"), IsEmpty());
  EXPECT_THAT(Find("```bash\n# one\n\n## two\n\nls\n```\n"), IsEmpty());
}

}  // namespace
}  // namespace drill
