// The parts of a gate that several machines ran, as one.
//
//   ASSIGN_OR_RETURN(std::vector<GatePart> parts, ReadGateParts(directories));
//   ASSIGN_OR_RETURN(GateReport report, MergeGates(parts));
#ifndef HARNESS_GATE_MERGE_GATES_H_
#define HARNESS_GATE_MERGE_GATES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/journal/gate_report.pb.h"

namespace drill {

struct GatePart {
  // The gate's run directory, as it was named.
  std::string directory;
  GateReport report;
};

// Reads gate.json of each. Errors tell all that cannot be read, a line each: InvalidArgument, or
// Unavailable where it is the machine that fails.
absl::StatusOr<std::vector<GatePart>> ReadGateParts(const std::vector<std::string>& directories);

// One gate, judged as of the moment when the last part had ended. Its results stand in the order of
// the gate file; run directories are relative to the working directory where their part's are
// relative to the part. InvalidArgument, with every reason, a line each: parts of different gate
// files, of another number of shards, a shard that is missing or there twice, a scenario of which
// no part says anything. Pure.
absl::StatusOr<GateReport> MergeGates(const std::vector<GatePart>& parts);

}  // namespace drill

#endif  // HARNESS_GATE_MERGE_GATES_H_
