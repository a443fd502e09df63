#include "reports/markdown.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MarkdownReportTest, TextOfTheSystemIsNoMarkup) {
  Summary summary;
  summary.set_outcome(OUTCOME_FAILED);
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
  summary.set_outcome(OUTCOME_ERROR);
  const std::string report = MarkdownReport(summary);
  EXPECT_THAT(report, Not(HasSubstr("## Commands")));
  EXPECT_THAT(report, Not(HasSubstr("## Checks")));
  EXPECT_THAT(report, HasSubstr("not proved"));
}

TEST(MarkdownReportTest, LeadsFromACommandThatFailedToItsOutput) {
  Summary summary;
  summary.set_outcome(OUTCOME_FAILED);
  SummaryCommand& command = *summary.add_commands();
  command.set_line(55);
  command.set_text("docker compose pull");
  command.set_exit_code(18);
  command.set_output_file("commands/003-line55.txt");
  command.add_last_words("Error: no such host");
  command.add_remarks("no registry was there");
  summary.add_unreached()->set_text("docker compose up -d");
  summary.mutable_unreached(0)->set_line(60);
  summary.add_worse("shop/web is gone");
  const std::string report = MarkdownReport(summary);
  EXPECT_THAT(report, HasSubstr("[commands/003-line55.txt](commands/003-line55.txt)"));
  EXPECT_THAT(report, HasSubstr("- line 55 said: `Error: no such host`\n"));
  EXPECT_THAT(report, HasSubstr("- line 55: no registry was there\n"));
  EXPECT_THAT(report, HasSubstr("Never run:\n\n- line 60: `docker compose up -d`\n"));
  EXPECT_THAT(report, HasSubstr("| **left worse** | shop/web is gone |"));
}

TEST(MarkdownReportTest, WhatCouldNotBeSeenHasNotFailed) {
  Summary summary;
  summary.set_outcome(OUTCOME_INCONCLUSIVE);
  summary.add_checks()->set_undecided(true);
  const std::string report = MarkdownReport(summary);
  EXPECT_THAT(report, HasSubstr("| not seen |"));
  EXPECT_THAT(report, Not(HasSubstr("**failed**")));
}

}  // namespace
}  // namespace drill
