// From what a user typed to checked scenarios.
//
//   ASSIGN_OR_RETURN(std::vector<std::string> files, FindScenarios(root, "aria/bad_migration"));
//   ASSIGN_OR_RETURN(LoadedScenario loaded, LoadScenario(root, files[0]));
//   if (!loaded.problems.empty()) … FormatProblems(loaded.problems) …
#ifndef HARNESS_SCENARIO_SCENARIO_LOADER_H_
#define HARNESS_SCENARIO_SCENARIO_LOADER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

struct LoadedScenario {
  // "aria/bad_migration": the path below the nearest directory named scenarios, without ending; of
  // a file elsewhere, its name without ending.
  std::string name;
  // As it was named or found.
  std::string file;
  // Side files are relative to this.
  std::string directory;
  // The fixtures/<stack> directory it refers to, which holds a stack.textproto. Empty when there is
  // none (and then a problem says so).
  std::string stack_directory;
  // As written: documented defaults are not filled in.
  Scenario scenario;
  FieldLocations locations;
  // Empty: usable, as far as can be told without its stack and its runbook.
  std::vector<Problem> problems;
};

// The scenario files that an argument means, sorted: a file, a directory (every *.textproto below
// it), or a name ("aria/bad_migration", "aria", "" for all) below a directory named scenarios here
// or `root`/scenarios. NotFound with the nearest name otherwise.
absl::StatusOr<std::vector<std::string>> FindScenarios(const std::string& root,
                                                       const std::string& argument);

// All scenarios that a name could mean: the user's, below the working directory, then `root`'s.
std::vector<std::string> AllScenarios(const std::string& root);

// Reads and validates one file. Its stack is looked for in fixtures/ beside every directory above
// the file, then in `root`/fixtures. A Status only when the file cannot be read.
absl::StatusOr<LoadedScenario> LoadScenario(const std::string& root, const std::string& file);

}  // namespace drill

#endif  // HARNESS_SCENARIO_SCENARIO_LOADER_H_
