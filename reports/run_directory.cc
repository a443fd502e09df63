#include "reports/run_directory.h"

#include <cstdlib>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/journal/summary.h"
#include "reports/html.h"
#include "reports/junit.h"
#include "reports/markdown.h"
#include "reports/quarterly.h"

namespace drill {

absl::Status WriteReports(const Summary& summary, const std::string& directory) {
  ASSIGN_OR_RETURN(const std::string json, SummaryJson(summary));
  std::vector<std::pair<std::string, std::string>> reports = {
      {"report.json", json},
      {"junit.xml", JunitXml({summary})},
      {"report.md", MarkdownReport(summary)},
      {"report.html", HtmlReport(summary)}};
  if (summary.has_quarterly()) reports.emplace_back("quarterly.md", QuarterlyReport(summary));
  std::vector<std::string> unwritten;
  for (const auto& [name, content] : reports) {
    const absl::Status written = WriteFile(absl::StrCat(directory, "/", name), content);
    if (!written.ok()) unwritten.emplace_back(written.message());
  }
  if (unwritten.empty()) return absl::OkStatus();
  return absl::InternalError(absl::StrJoin(unwritten, "; "));
}

absl::Status WriteBazelResult(const std::vector<Summary>& drills) {
  const char* file = std::getenv("XML_OUTPUT_FILE");
  if (file == nullptr || *file == '\0') return absl::OkStatus();
  return WriteFile(file, JunitXml(drills));
}

}  // namespace drill
