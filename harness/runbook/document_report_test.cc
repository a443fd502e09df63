#include "harness/runbook/document_report.h"

#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/proto_json.h"
#include "harness/runbook/document.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

DocumentReport Report(const std::string& text) {
  auto document = ParseDocument("R.md", text);
  EXPECT_THAT(document, IsOk());
  auto report = ReportDocument(*document);
  EXPECT_THAT(report, IsOk());
  return *report;
}

// All remarks of one kind, as "LINE TEXT".
std::vector<std::string> Remarks(const DocumentReport& report, const std::string& kind) {
  std::vector<std::string> result;
  for (const ReportedSection& section : report.sections()) {
    for (const ReportedCommand& command : section.commands()) {
      for (const ReportedRemark& remark : command.remarks()) {
        if (remark.kind() == kind)
          result.push_back(absl::StrCat(remark.line(), " ", remark.text()));
      }
    }
  }
  return result;
}

// After a change that is meant: UPDATE_GOLDEN=1 bazel run //harness/runbook:document_report_test
TEST(DocumentReportTest, AsJson) {
  const std::string golden = "harness/runbook/testdata/procedures.json";
  auto text = ReadFile("harness/runbook/testdata/good.md");
  ASSERT_THAT(text, IsOk());
  ProtoJsonOptions options;
  options.pretty = true;
  auto json = ProtoToJson(Report(*text), options);
  ASSERT_THAT(json, IsOk());
  const char* root = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  if (std::getenv("UPDATE_GOLDEN") != nullptr && root != nullptr) {
    ASSERT_THAT(WriteFile(absl::StrCat(root, "/", golden), absl::StrCat(*json, "\n")), IsOk());
    return;
  }
  EXPECT_THAT(ReadFile(golden), IsOkAndHolds(absl::StrCat(*json, "\n")));
}

TEST(DocumentReportTest, AVariableIsLookedForInTheWholeProcedure) {
  EXPECT_THAT(Remarks(Report("# Runbook\n\n## Rollback\n\n### Step 1\n\n```bash\nTAG=1\n```\n\n"
                             "### Step 2\n\n```bash\ngit checkout $TAG\n```\n"),
                      "unset"),
              IsEmpty());
  EXPECT_THAT(Remarks(Report("# Runbook\n\n## Before\n\n```bash\nTAG=1\n```\n\n"
                             "## Rollback\n\n```bash\ngit checkout $TAG $X\n```\n"),
                      "unset"),
              ElementsAre("12 $TAG in this procedure; line 6 does", "12 $X"));
  EXPECT_THAT(Remarks(Report("## Rollback\n\n```bash\nf() { echo $TAG; }\n```\n\n"
                             "```bash\nTAG=1\nf\n```\n"),
                      "unset"),
              IsEmpty());
}

TEST(DocumentReportTest, WhatASourcedFileMaySetIsNoCertainty) {
  const DocumentReport report =
      Report("## P\n\n```bash\nsource .env\nexport $(cat more.env)\necho $TAG\n```\n");
  EXPECT_THAT(Remarks(report, "unset"), IsEmpty());
  EXPECT_THAT(Remarks(report, "example"), ElementsAre("6 $TAG, unless line 4 sets it"));
}

TEST(DocumentReportTest, LooksAreNamed) {
  EXPECT_THAT(Remarks(Report("## P\n\n```bash\ndocker ps | grep api\n```\n"), "look"),
              ElementsAre("4 ends with 1 when it finds nothing"));
}

}  // namespace
}  // namespace drill
