#include "reports/github_annotations.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

RunbookFinding Sample(FindingLevel level, const std::string& message = "it failed") {
  RunbookFinding finding;
  finding.level = level;
  finding.rule = "command-failed";
  finding.file = "docs/ROLLBACK.md";
  finding.line = 41;
  finding.message = message;
  return finding;
}

int Lines(const std::string& text, const std::string& beginning) {
  int count = 0;
  for (const auto line : absl::StrSplit(text, '\n'))
    if (line.substr(0, beginning.size()) == beginning) ++count;
  return count;
}

TEST(GithubAnnotationsTest, AnErrorStandsAtItsLine) {
  EXPECT_EQ(GithubAnnotations({Sample(FindingLevel::kError)}),
            "::error file=docs/ROLLBACK.md,line=41,title=command-failed::it failed\n");
}

TEST(GithubAnnotationsTest, EscapesWhatWouldEndACommandOrAProperty) {
  RunbookFinding finding = Sample(FindingLevel::kWarning, "50 %:\r\n a, b::c");
  finding.file = "a:b,c%d.md";
  EXPECT_EQ(GithubAnnotations({finding}),
            "::warning file=a%3Ab%2Cc%25d.md,line=41,title=command-failed::50 %25:%0D%0A a, "
            "b::c\n");
}

TEST(GithubAnnotationsTest, WithoutAPlaceThereIsNone) {
  RunbookFinding finding = Sample(FindingLevel::kError);
  finding.line = 0;
  EXPECT_EQ(GithubAnnotations({finding}),
            "::error file=docs/ROLLBACK.md,title=command-failed::it failed\n");
  finding.file.clear();
  EXPECT_EQ(GithubAnnotations({finding}), "::error title=command-failed::it failed\n");
}

TEST(GithubAnnotationsTest, ErrorsComeFirstAndNotesNotAtAll) {
  const std::string text = GithubAnnotations(
      {Sample(FindingLevel::kNote), Sample(FindingLevel::kWarning), Sample(FindingLevel::kError)});
  EXPECT_LT(text.find("::error"), text.find("::warning"));
  EXPECT_THAT(text, Not(HasSubstr("::notice")));
  EXPECT_EQ(Lines(text, "::"), 2);
}

TEST(GithubAnnotationsTest, TenAreShownWhole) {
  const std::string text =
      GithubAnnotations(std::vector<RunbookFinding>(10, Sample(FindingLevel::kError)));
  EXPECT_EQ(Lines(text, "::error"), 10);
  EXPECT_THAT(text, Not(HasSubstr("more")));
}

TEST(GithubAnnotationsTest, OfMoreTheTenthSaysHowMany) {
  std::vector<RunbookFinding> findings(11, Sample(FindingLevel::kError));
  findings.resize(31, Sample(FindingLevel::kWarning));
  const std::string text = GithubAnnotations(findings);
  EXPECT_EQ(Lines(text, "::error"), 10);
  EXPECT_EQ(Lines(text, "::warning"), 10);
  EXPECT_THAT(text, HasSubstr("::error::2 more errors; the job summary has all of them\n"));
  EXPECT_THAT(text, HasSubstr("::warning::11 more warnings;"));
}

TEST(GithubAnnotationsTest, NothingFoundIsNothingSaid) { EXPECT_EQ(GithubAnnotations({}), ""); }

}  // namespace
}  // namespace drill
