// From a file to a checked gate.
//
//   ASSIGN_OR_RETURN(LoadedGate loaded, LoadGate(file, catalogue, today));
//   if (!loaded.problems.empty()) … FormatProblems(loaded.problems) …
#ifndef HARNESS_GATE_GATE_LOADER_H_
#define HARNESS_GATE_GATE_LOADER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "harness/base/problem.h"
#include "harness/gate/gate.pb.h"
#include "harness/gate/gate_catalogue.h"

namespace drill {

struct LoadedGate {
  // As it was named.
  std::string file;
  // Of its content.
  std::string sha256;
  Gate gate;
  // Empty: usable.
  std::vector<Problem> problems;
};

// Whether a text is a gate, and no scenario, stack or quarterly plan: it has a field, not within
// another, that is a gate's alone.
bool IsGate(absl::string_view text);

// Reads and validates one file; `today` is the day in UTC. A Status only when it cannot be read.
absl::StatusOr<LoadedGate> LoadGate(const std::string& file, const GateCatalogue& catalogue,
                                    absl::CivilDay today);

}  // namespace drill

#endif  // HARNESS_GATE_GATE_LOADER_H_
