// In what a machine with a scenario's overlay differs from healthy machines, which have none.
#ifndef HARNESS_DRILL_OVERLAY_DIFFERENCES_H_
#define HARNESS_DRILL_OVERLAY_DIFFERENCES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/scenario/difference.pb.h"

namespace drill {

// A declared difference for each file below `directory`, which is laid over the machine's /. What
// these files make of the running system (another image, another setting) is not among them: the
// scenario says why that is right. An error where the directory cannot be read.
absl::StatusOr<std::vector<Difference>> OverlayDifferences(const std::string& directory);

}  // namespace drill

#endif  // HARNESS_DRILL_OVERLAY_DIFFERENCES_H_
