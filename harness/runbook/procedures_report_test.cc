#include "harness/runbook/procedures_report.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/runbook/document.h"
#include "harness/runbook/document_report.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Report(const std::string& text) {
  auto document = ParseDocument("R.md", text);
  EXPECT_THAT(document, IsOk());
  auto report = ReportDocument(*document);
  EXPECT_THAT(report, IsOk());
  return ProceduresReport(*report);
}

TEST(ProceduresReportTest, SaysWhatTheDocumentHolds) {
  auto text = ReadFile("harness/runbook/testdata/good.md");
  ASSERT_THAT(text, IsOk());
  const std::string report = Report(*text);
  EXPECT_THAT(report,
              HasSubstr("   28    $ docker compose exec brain python -m alembic downgrade -1\n"));
  EXPECT_THAT(report, HasSubstr("! CHOOSE, one of these:\n"));
  EXPECT_THAT(report, HasSubstr("- lines 31 to 32: Or locally:\n"));
  EXPECT_THAT(report, HasSubstr("the same operation with different targets"));
  EXPECT_THAT(report, HasSubstr("only on a condition"));
  EXPECT_THAT(report, HasSubstr("   42      ! a person fills in <revision_id>\n"));
  EXPECT_THAT(report, HasSubstr("! nothing sets $ROLLBACK_TAG\n"));
  EXPECT_THAT(report, HasSubstr("CANNOT RUN AS WRITTEN: never returns by itself\n"));
  EXPECT_THAT(report, HasSubstr("not run: a sql block\n"));
  EXPECT_THAT(report, HasSubstr("Full rollback: \"~5 min\", limit 5m\n"));
  EXPECT_THAT(
      report,
      HasSubstr("GET http://localhost:8081/metrics: Prometheus text, contains build_info\n"));
}

TEST(ProceduresReportTest, SaysWhatNoShellCanRead) {
  EXPECT_THAT(Report("# P\n\n```bash\nif true\n```\n"), HasSubstr("no shell can read this"));
}

TEST(ProceduresReportTest, BlocksOutsideProceduresAreNamed) {
  const std::string report =
      Report("```sh\nls\n```\n\n# Config\n\n```yaml\na: 1\n```\n\n# Text\n\nNothing.\n");
  EXPECT_THAT(report, AllOf(HasSubstr("before the first heading"), HasSubstr("$ ls")));
  EXPECT_THAT(report, HasSubstr("not a procedure: Config: a yaml block (line 7)\n"));
  EXPECT_THAT(report, Not(HasSubstr("Text")));
  EXPECT_THAT(report,
              AllOf(HasSubstr("Time targets\n  none\n"), HasSubstr("no table of endpoints\n")));
}

TEST(ProceduresReportTest, AnEmptyDocumentIsServed) {
  EXPECT_THAT(Report(""), HasSubstr("R.md: 0 lines, 0 headings, 0 code blocks\n"));
}

}  // namespace
}  // namespace drill
