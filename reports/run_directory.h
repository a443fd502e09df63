// The files of a run: every report of a drill in its run directory, and the test result for Bazel.
#ifndef REPORTS_RUN_DIRECTORY_H_
#define REPORTS_RUN_DIRECTORY_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// Writes report.json, junit.xml, report.md and report.html below `directory`, which exists, and
// quarterly.md of a quarterly drill. One that cannot be written keeps none of the others from it;
// the error names all that could not.
absl::Status WriteReports(const Summary& summary, const std::string& directory);

// In a Bazel test, where the environment has XML_OUTPUT_FILE: all drills of the run as JUnit there.
// Elsewhere nothing.
absl::Status WriteBazelResult(const std::vector<Summary>& drills);

}  // namespace drill

#endif  // REPORTS_RUN_DIRECTORY_H_
