#include <cstdio>
#include <string>

#include "harness/base/file.h"
#include "harness/drill/reading_commands.h"
#include "harness/runbook/procedures_report.h"

namespace drill {

int ShowProcedures(const Options& options) {
  const std::string& path = options.arguments.front();
  const absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) {
    std::fprintf(stderr, "%s\n", std::string(text.status().message()).c_str());
    return kExitUnusable;
  }
  const absl::StatusOr<Document> document = ParseDocument(path, *text);
  if (!document.ok()) {
    std::fprintf(stderr, "%s\n", std::string(document.status().message()).c_str());
    return kExitUnusable;
  }
  const absl::StatusOr<std::string> report = ProceduresReport(*document);
  if (!report.ok()) {
    std::fprintf(stderr, "%s\n", std::string(report.status().message()).c_str());
    return kExitMachineError;
  }
  std::printf("%s", report->c_str());
  return 0;
}

}  // namespace drill
