// Whether this machine can run real drill hosts, for tests that skip themselves where it cannot.
//
//   if (const std::string lack = DrillHostLack(); !lack.empty()) GTEST_SKIP() << lack;
#ifndef HARNESS_TESTING_DRILL_HOST_REQUIREMENTS_H_
#define HARNESS_TESTING_DRILL_HOST_REQUIREMENTS_H_

#include <unistd.h>

#include <string>

#include "harness/base/subprocess.h"

namespace drill {

// Empty, or what is missing: root, runc, or mmdebstrap. Anything else that is missing is a failure.
inline std::string DrillHostLack() {
  if (geteuid() != 0) return "needs root";
  for (const char* program : {"runc", "mmdebstrap"}) {
    if (!RunSubprocess({program, "--version"}).ok()) return std::string("needs ") + program;
  }
  return "";
}

}  // namespace drill

#endif  // HARNESS_TESTING_DRILL_HOST_REQUIREMENTS_H_
