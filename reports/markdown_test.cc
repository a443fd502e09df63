#include "reports/markdown.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MarkdownReportTest, TextOfTheSystemIsNoMarkup) {
  Summary summary;
  summary.set_outcome("failed");
  SummaryCommand& command = *summary.add_commands();
  command.set_text("a | b `c`\nd");
  command.set_run_text("x");
  SummaryCheck& check = *summary.add_checks();
  check.set_expected("<b>*x*</b> | y");
  const std::string report = MarkdownReport(summary);
  EXPECT_THAT(report, HasSubstr("`a \\| b 'c' d`"));
  EXPECT_THAT(report, HasSubstr("no: `x`"));
  EXPECT_THAT(report, HasSubstr("&lt;b>\\*x\\*&lt;/b> \\| y"));
  EXPECT_THAT(report, HasSubstr("**failed**"));
}

TEST(MarkdownReportTest, LeavesOutWhatDidNotHappen) {
  Summary summary;
  summary.set_outcome("error");
  const std::string report = MarkdownReport(summary);
  EXPECT_THAT(report, Not(HasSubstr("## Commands")));
  EXPECT_THAT(report, Not(HasSubstr("## Checks")));
  EXPECT_THAT(report, HasSubstr("not proved"));
}

}  // namespace
}  // namespace drill
