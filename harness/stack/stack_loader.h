// Reads and checks a stack.textproto, and a scenario against the stack it names.
#ifndef HARNESS_STACK_STACK_LOADER_H_
#define HARNESS_STACK_STACK_LOADER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto.h"
#include "harness/scenario/scenario_loader.h"
#include "harness/stack/stack.pb.h"

namespace drill {

struct LoadedStack {
  // The directory's own name, e.g. "aria".
  std::string name;
  // What the stack's relative paths are relative to.
  std::string directory;
  // <directory>/stack.textproto.
  std::string file;
  // As written: documented defaults are not filled in.
  Stack stack;
  FieldLocations locations;
  // Empty: usable.
  std::vector<Problem> problems;
  // The stack, its lists in the order in which `locations` knows them: a variant's file need not
  // have its base's.
  Stack in_order_of_file = {};
};

// A Status only when the file cannot be read.
absl::StatusOr<LoadedStack> LoadStack(const std::string& directory);

// A scenario with its stack, problems of both and of the references between them in one list.
struct LoadedDrill {
  LoadedScenario scenario;
  LoadedStack stack;
  // All, those of the two above included.
  std::vector<Problem> problems;
};

// A Status only when the scenario's file cannot be read; an unreadable stack is a problem.
absl::StatusOr<LoadedDrill> LoadDrill(const std::string& root, const std::string& scenario_file);

}  // namespace drill

#endif  // HARNESS_STACK_STACK_LOADER_H_
