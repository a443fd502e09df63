// Every report of one drill, written into its run directory.
#ifndef REPORTS_RUN_DIRECTORY_H_
#define REPORTS_RUN_DIRECTORY_H_

#include <string>

#include "absl/status/status.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// Writes report.json, junit.xml, report.md and report.html below `directory`, which exists. Where
// the environment has XML_OUTPUT_FILE (a Bazel test), the JUnit report goes there too.
absl::Status WriteReports(const Summary& summary, const std::string& directory);

}  // namespace drill

#endif  // REPORTS_RUN_DIRECTORY_H_
