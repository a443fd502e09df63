// Every report of one sample journal, whole.
#include "reports/golden.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/journal/summary.h"
#include "harness/testing/status_matchers.h"
#include "reports/console.h"
#include "reports/html.h"
#include "reports/junit.h"
#include "reports/markdown.h"

namespace drill {
namespace {

TEST(GoldenTest, ReportJson) {
  const absl::StatusOr<std::string> json = SummaryJson(SampleSummary());
  ASSERT_THAT(json, IsOk());
  ExpectGolden("report.json", *json);
}

TEST(GoldenTest, Junit) { ExpectGolden("junit.xml", JunitXml({SampleSummary()})); }

TEST(GoldenTest, Markdown) { ExpectGolden("report.md", MarkdownReport(SampleSummary())); }

TEST(GoldenTest, Html) { ExpectGolden("report.html", HtmlReport(SampleSummary())); }

TEST(GoldenTest, Console) {
  std::string said;
  for (const Event& event : SampleJournal().events) {
    const std::string line = EventLine(event);
    if (!line.empty()) said += line + "\n";
  }
  ExpectGolden("console.txt",
               said + FinalLines(SampleSummary(), "drill-runs/1/report.html", false));
}

}  // namespace
}  // namespace drill
