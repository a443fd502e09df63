#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/printable.h"
#include "harness/base/problem.h"
#include "harness/base/proto_json.h"
#include "harness/base/status_macros.h"
#include "harness/command/complain.h"
#include "harness/command/reading_commands.h"
#include "harness/runbook/document_report.h"
#include "harness/runbook/procedures_report.h"
#include "harness/runbook/programs.h"
#include "harness/stack/stack_loader.h"

namespace drill {
namespace {

int Unusable(const std::string& message) {
  Complain(message);
  return kExitUnusable;
}

// Of the stack beside the document, if there is one that can be read.
std::vector<std::string> HostNamesBeside(const std::string& directory) {
  if (!std::filesystem::exists(directory + "/stack.textproto")) return {};
  const absl::StatusOr<LoadedStack> stack = LoadStack(directory);
  if (!stack.ok()) return {};
  return {stack->stack.host_names().begin(), stack->stack.host_names().end()};
}

absl::StatusOr<std::string> InFormat(const DocumentReport& report, const std::string& format) {
  if (format != "json") return ProceduresReport(report);
  ProtoJsonOptions options;
  options.pretty = true;
  ASSIGN_OR_RETURN(const std::string json, ProtoToJson(report, options));
  return absl::StrCat(json, "\n");
}

}  // namespace

int ShowProcedures(const Options& options) {
  const std::string& path = options.arguments.front();
  const absl::StatusOr<std::string> text = ReadInputFile(path);
  if (!text.ok()) return Unusable(std::string(text.status().message()));
  const absl::StatusOr<Document> document = ParseDocument(path, *text);
  if (!document.ok()) return Unusable(std::string(document.status().message()));
  const std::string directory = std::filesystem::path(path).parent_path().string();
  std::vector<Problem> problems;
  const ProgramTable programs = LoadPrograms({directory}, &problems);
  if (!problems.empty()) return Unusable(FormatProblems(problems));
  const absl::StatusOr<DocumentReport> report =
      ReportDocument(*document, programs, HostNamesBeside(directory.empty() ? "." : directory));
  const absl::StatusOr<std::string> shown =
      report.ok() ? InFormat(*report, options.format) : report.status();
  if (!shown.ok()) {
    Complain(shown.status().message());
    return kExitMachineError;
  }
  std::fputs(Printable(*shown).c_str(), stdout);
  return 0;
}

}  // namespace drill
