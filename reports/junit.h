// JUnit XML, for CI systems and for Bazel's XML_OUTPUT_FILE.
#ifndef REPORTS_JUNIT_H_
#define REPORTS_JUNIT_H_

#include <string>
#include <vector>

#include "harness/journal/summary.pb.h"

namespace drill {

// One suite a drill; one case for the verdict, one a phase, one a check. A known-bad drill that was
// found as expected is green: its failed checks are told in the output of their cases.
std::string JunitXml(const std::vector<Summary>& drills);

}  // namespace drill

#endif  // REPORTS_JUNIT_H_
