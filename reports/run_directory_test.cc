#include "reports/run_directory.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Summary Passed() {
  Summary summary;
  summary.set_scenario("aria/x");
  summary.set_outcome(OUTCOME_PASSED);
  return summary;
}

TEST(WriteReportsTest, WritesEveryReport) {
  const std::string directory = absl::StrCat(::testing::TempDir(), "/run");
  ASSERT_THAT(MakeDirectories(directory), IsOk());
  ASSERT_THAT(WriteReports(Passed(), directory), IsOk());
  EXPECT_THAT(ReadFile(directory + "/report.json"),
              IsOkAndHolds(HasSubstr("\"outcome\": \"passed\"")));
  EXPECT_THAT(ReadFile(directory + "/junit.xml"), IsOkAndHolds(HasSubstr("<testsuites")));
  EXPECT_THAT(ReadFile(directory + "/report.md"), IsOkAndHolds(HasSubstr("# aria/x: passed")));
  EXPECT_THAT(ReadFile(directory + "/report.html"), IsOkAndHolds(HasSubstr("</html>")));
}

TEST(WriteReportsTest, AQuarterlyDrillHasItsOwnReport) {
  const std::string directory = absl::StrCat(::testing::TempDir(), "/quarter");
  ASSERT_THAT(MakeDirectories(directory), IsOk());
  ASSERT_THAT(WriteReports(Passed(), directory), IsOk());
  EXPECT_THAT(ReadFile(directory + "/quarterly.md"), Not(IsOk()));
  Summary summary = Passed();
  summary.mutable_quarterly()->mutable_started()->set_quarter("2026-Q4");
  ASSERT_THAT(WriteReports(summary, directory), IsOk());
  EXPECT_THAT(ReadFile(directory + "/quarterly.md"),
              IsOkAndHolds(HasSubstr("# Quarterly drill 2026-Q4")));
}

TEST(WriteReportsTest, AMissingDirectoryIsAnError) {
  EXPECT_THAT(WriteReports(Passed(), "/no/such/directory"), Not(IsOk()));
}

TEST(WriteReportsTest, AReportThatCannotBeWrittenKeepsNoneOfTheOthersFromIt) {
  const std::string directory = absl::StrCat(::testing::TempDir(), "/half");
  // In the way of the first report.
  ASSERT_THAT(MakeDirectories(directory + "/report.json/x"), IsOk());
  EXPECT_THAT(WriteReports(Passed(), directory),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("report.json")));
  EXPECT_THAT(ReadFile(directory + "/report.html"), IsOkAndHolds(HasSubstr("</html>")));
}

TEST(WriteBazelResultTest, WritesWhereBazelLooks) {
  const char* before = std::getenv("XML_OUTPUT_FILE");
  const std::string bazels = before == nullptr ? "" : before;
  const std::string file = absl::StrCat(::testing::TempDir(), "/test.xml");
  setenv("XML_OUTPUT_FILE", file.c_str(), 1);
  EXPECT_THAT(WriteBazelResult({Passed(), Passed()}), IsOk());
  unsetenv("XML_OUTPUT_FILE");
  EXPECT_THAT(WriteBazelResult({Passed()}), IsOk());
  if (!bazels.empty()) setenv("XML_OUTPUT_FILE", bazels.c_str(), 1);
  EXPECT_THAT(ReadFile(file), IsOkAndHolds(HasSubstr("tests=\"4\"")));
}

}  // namespace
}  // namespace drill
