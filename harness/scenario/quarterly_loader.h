// From what a user typed to the checked plan of a quarterly drill.
#ifndef HARNESS_SCENARIO_QUARTERLY_LOADER_H_
#define HARNESS_SCENARIO_QUARTERLY_LOADER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto.h"
#include "harness/scenario/quarterly.pb.h"

namespace drill {

struct LoadedQuarterly {
  std::string file;
  // As written: documented defaults are not filled in.
  QuarterlyPlan plan;
  FieldLocations locations;
  // Empty: usable, as far as can be told without its scenarios and the runbook.
  std::vector<Problem> problems;
};

// The plan that an argument means: a file, or a name ("aria") below a directory named scenarios
// here or `root`/scenarios, where a file quarterly.textproto lies. NotFound otherwise.
absl::StatusOr<std::string> FindQuarterly(const std::string& root, const std::string& argument);

// A Status only when the file cannot be read.
absl::StatusOr<LoadedQuarterly> LoadQuarterly(const std::string& file);

}  // namespace drill

#endif  // HARNESS_SCENARIO_QUARTERLY_LOADER_H_
