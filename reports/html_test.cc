#include "reports/html.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(HtmlReportTest, TextOfTheSystemIsNoMarkup) {
  Summary summary;
  summary.set_outcome(OUTCOME_FAILED);
  summary.set_scenario("<script>alert(1)</script>");
  summary.add_phases()->set_name("\"><script>");
  summary.add_commands()->set_text("echo '<b>' && true");
  const std::string page = HtmlReport(summary);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("echo &#39;&lt;b&gt;&#39; &amp;&amp; true"));
}

TEST(HtmlReportTest, FetchesNothing) {
  Summary summary;
  summary.set_outcome(OUTCOME_PASSED);
  const std::string page = HtmlReport(summary);
  for (const char* fetched : {"src=", "href=", "url(", "@import", "<link"}) {
    EXPECT_THAT(page, Not(HasSubstr(fetched)));
  }
}

TEST(HtmlReportTest, LeavesOutWhatDidNotHappen) {
  Summary summary;
  summary.set_outcome(OUTCOME_ERROR);
  summary.add_phases()->set_name("host");
  const std::string page = HtmlReport(summary);
  EXPECT_THAT(page, HasSubstr("never ended"));
  EXPECT_THAT(page, Not(HasSubstr("<h2>Commands")));
}

TEST(HtmlReportTest, LeadsFromACommandThatFailedToItsOutput) {
  Summary summary;
  summary.set_outcome(OUTCOME_FAILED);
  SummaryCommand& command = *summary.add_commands();
  command.set_exit_code(18);
  command.set_output_file("commands/003-line55.txt");
  command.add_last_words("Error: <no such host>");
  command.add_remarks("no registry was there");
  summary.add_unreached()->set_text("docker compose up -d");
  summary.add_appeared("network old_default");
  const std::string page = HtmlReport(summary);
  EXPECT_THAT(page, HasSubstr("<a href=\"commands/003-line55.txt\">"));
  EXPECT_THAT(page, HasSubstr("Error: &lt;no such host&gt;"));
  EXPECT_THAT(page, HasSubstr("no registry was there"));
  EXPECT_THAT(page, HasSubstr("<h2>Commands that were never run</h2>"));
  EXPECT_THAT(page, HasSubstr("network old_default"));
}

}  // namespace
}  // namespace drill
