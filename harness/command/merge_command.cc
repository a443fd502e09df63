#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/command/commands.h"
#include "harness/command/complain.h"
#include "harness/command/out_directory.h"
#include "harness/command/reading_commands.h"
#include "harness/command/tell_gate.h"
#include "harness/drill/exit_codes.h"
#include "harness/gate/merge_gates.h"
#include "reports/gate_files.h"

namespace drill {

int MergeShards(const Options& options) {
  if (const absl::Status usable = CheckOut(options.out); !usable.ok()) {
    Complain(usable.message());
    return kExitUsage;
  }
  const absl::StatusOr<std::vector<GatePart>> parts = ReadGateParts(options.arguments);
  if (!parts.ok()) {
    Complain(parts.status().message());
    return ExitCodeOfReading(parts.status());
  }
  const absl::StatusOr<GateReport> merged = MergeGates(*parts);
  if (!merged.ok()) {
    Complain(merged.status().message());
    return kExitUnusable;
  }
  return TellGate(*merged, OutDirectory(options.out, "gate"));
}

}  // namespace drill
