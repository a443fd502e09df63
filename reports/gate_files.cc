#include "reports/gate_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "harness/base/file.h"
#include "harness/base/proto_json.h"
#include "harness/base/status_macros.h"
#include "reports/code_quality.h"
#include "reports/findings.h"
#include "reports/gate.h"
#include "reports/gate_junit.h"
#include "reports/github_annotations.h"
#include "reports/sarif.h"
#include "reports/tap.h"

namespace drill {
namespace {

absl::Status AllOf(const std::vector<std::string>& unwritten) {
  if (unwritten.empty()) return absl::OkStatus();
  return absl::InternalError(absl::StrJoin(unwritten, "; "));
}

// Added to what earlier commands of the step have written there; all of it together must not be
// larger than GitHub takes.
absl::Status AppendSummary(const std::string& file, const std::string& markdown) {
  std::error_code error;
  const std::uintmax_t there = std::filesystem::file_size(file, error);
  const size_t used = error ? 0 : static_cast<size_t>(there);
  const size_t room = kMostStepSummary - std::min(kMostStepSummary, used);
  std::ofstream out(file, std::ios::app | std::ios::binary);
  out << CutMarkdown(markdown, room);
  out.close();
  if (out.fail())
    return absl::InternalError(absl::StrCat(file, ": the step's summary cannot be written"));
  return absl::OkStatus();
}

// Nothing kept the harness from a verdict.
bool Succeeded(const GateReport& report) {
  return report.exit_code() != 4 && report.exit_code() != 65;
}

}  // namespace

absl::Status WriteGateReports(const GateReport& report, const std::string& directory) {
  ProtoJsonOptions pretty;
  pretty.pretty = true;
  ASSIGN_OR_RETURN(const std::string json, ProtoToJson(report, pretty));
  const std::vector<RunbookFinding> findings = FindingsOf(report);
  const std::vector<std::pair<std::string, std::string>> files = {
      {"gate.json", absl::StrCat(json, "\n")},
      {"junit.xml", GateJunitXml(report)},
      {"gate.tap", TapReport(report)},
      {"findings.sarif", Sarif(findings, Succeeded(report))},
      {"code-quality.json", CodeQuality(findings)},
      {"summary.md", GateMarkdown(report)}};
  std::vector<std::string> unwritten;
  for (const auto& [name, content] : files) {
    const absl::Status written = WriteFile(absl::StrCat(directory, "/", name), content);
    if (!written.ok()) unwritten.emplace_back(written.message());
  }
  return AllOf(unwritten);
}

CiPlaces CiPlacesOf(const std::function<const char*(const char*)>& get) {
  const auto value = [&](const char* name) -> std::string {
    const char* text = get(name);
    return text == nullptr ? "" : text;
  };
  CiPlaces places;
  places.github = value("GITHUB_ACTIONS") == "true";
  if (places.github) places.step_summary = value("GITHUB_STEP_SUMMARY");
  places.bazel_xml = value("XML_OUTPUT_FILE");
  return places;
}

absl::Status TellCi(const GateReport& report, const CiPlaces& places, std::string* annotations) {
  std::vector<std::string> unwritten;
  if (places.github) *annotations = GithubAnnotations(FindingsOf(report));
  if (!places.step_summary.empty()) {
    const absl::Status written = AppendSummary(places.step_summary, GateMarkdown(report));
    if (!written.ok()) unwritten.emplace_back(written.message());
  }
  if (!places.bazel_xml.empty()) {
    const absl::Status written = WriteFile(places.bazel_xml, GateJunitXml(report));
    if (!written.ok()) unwritten.emplace_back(written.message());
  }
  return AllOf(unwritten);
}

}  // namespace drill
