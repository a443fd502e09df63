#include "reports/run_directory.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/journal/summary.h"
#include "reports/html.h"
#include "reports/junit.h"
#include "reports/markdown.h"

namespace drill {

absl::Status WriteReports(const Summary& summary, const std::string& directory) {
  ASSIGN_OR_RETURN(const std::string json, SummaryJson(summary));
  RETURN_IF_ERROR(WriteFile(absl::StrCat(directory, "/report.json"), json));
  RETURN_IF_ERROR(WriteFile(absl::StrCat(directory, "/junit.xml"), JunitXml({summary})));
  RETURN_IF_ERROR(WriteFile(absl::StrCat(directory, "/report.md"), MarkdownReport(summary)));
  return WriteFile(absl::StrCat(directory, "/report.html"), HtmlReport(summary));
}

absl::Status WriteBazelResult(const std::vector<Summary>& drills) {
  const char* file = std::getenv("XML_OUTPUT_FILE");
  if (file == nullptr || *file == '\0') return absl::OkStatus();
  return WriteFile(file, JunitXml(drills));
}

}  // namespace drill
