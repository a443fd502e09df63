#include "reports/html.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(HtmlReportTest, TextOfTheSystemIsNoMarkup) {
  Summary summary;
  summary.set_outcome("failed");
  summary.set_scenario("<script>alert(1)</script>");
  summary.add_phases()->set_name("\"><script>");
  summary.add_commands()->set_text("echo '<b>' && true");
  const std::string page = HtmlReport(summary);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("echo &#39;&lt;b&gt;&#39; &amp;&amp; true"));
}

TEST(HtmlReportTest, FetchesNothing) {
  Summary summary;
  summary.set_outcome("passed");
  const std::string page = HtmlReport(summary);
  for (const char* fetched : {"src=", "href=", "url(", "@import", "<link"}) {
    EXPECT_THAT(page, Not(HasSubstr(fetched)));
  }
}

TEST(HtmlReportTest, LeavesOutWhatDidNotHappen) {
  Summary summary;
  summary.set_outcome("error");
  summary.add_phases()->set_name("host");
  const std::string page = HtmlReport(summary);
  EXPECT_THAT(page, HasSubstr("never ended"));
  EXPECT_THAT(page, Not(HasSubstr("<h2>Commands")));
}

}  // namespace
}  // namespace drill
