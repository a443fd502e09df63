// The files of a gate, and what it tells the CI system that it runs in.
#ifndef REPORTS_GATE_FILES_H_
#define REPORTS_GATE_FILES_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "harness/journal/gate_report.pb.h"

namespace drill {

// Writes gate.json, junit.xml, gate.tap, findings.sarif, code-quality.json and summary.md below
// `directory`, which exists. One that cannot be written keeps none of the others from it; the error
// names all that could not.
absl::Status WriteGateReports(const GateReport& report, const std::string& directory);

// What a CI system wants beside files.
struct CiPlaces {
  // In a step of GitHub Actions: annotations are printed.
  bool github = false;
  // File of the step's summary; empty: there is none.
  std::string step_summary;
  // JUnit for Bazel; empty: there is none.
  std::string bazel_xml;
};

// From GITHUB_ACTIONS, GITHUB_STEP_SUMMARY and XML_OUTPUT_FILE. `get` is as getenv().
CiPlaces CiPlacesOf(const std::function<const char*(const char*)>& get);

// Appends the summary to the step's file, as much of it as GitHub takes, and writes Bazel's.
// Returns, in `annotations`, what is to be printed on standard output. One that cannot be written
// keeps the other not from it.
absl::Status TellCi(const GateReport& report, const CiPlaces& places, std::string* annotations);

}  // namespace drill

#endif  // REPORTS_GATE_FILES_H_
