// One drill from run directory to reports.
#ifndef HARNESS_DRILL_ONE_DRILL_H_
#define HARNESS_DRILL_ONE_DRILL_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "harness/base/mask.h"
#include "harness/base/stop_token.h"
#include "harness/drill/host_source.h"
#include "harness/drill/options.h"
#include "harness/drill/prepared_drill.h"
#include "harness/journal/summary.pb.h"
#include "harness/runbook/plan.h"
#include "harness/seed/seeds.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

struct OneDrill {
  const PreparedDrill* drill = nullptr;
  // Boots this drill's machine.
  std::shared_ptr<HostSource> hosts;
  // Which the machine is cloned from.
  const Seed* seed = nullptr;
  // Of that seed; null where none were observed.
  const HealthyMachines* healthy = nullptr;
  const Options* options = nullptr;
  const StopToken* stop = nullptr;
  // Does not exist yet.
  std::string run_directory;
  // Unique on this machine; names the drill host.
  std::string id;
  // Of the repository that the harness runs from.
  std::string root;
  uint64_t random_seed = 0;
  // Several drills at once: progress as plain lines that begin with this. Empty: alone.
  std::string prefix = {};
  // Followed in place of the scenario's own. Null: that.
  const Plan* plan = nullptr;
  // What it drills, in a sentence. Empty: the scenario's description.
  std::string description = {};
  // How this drill is run again. Empty: by `tools/drill run`.
  std::string command_line = {};
  // Learns the drill's secrets, for whoever writes of it besides. Null: one of its own.
  Masker* masker = nullptr;
};

struct OneDrillResult {
  Summary summary;
  int exit_code = 4;
};

// Runs it, writes every report, prints progress and the last lines. Not OK when the run directory
// or its journal could not be begun. Where they could not be written to their end, the verdict is
// made from what was said, and is an error.
absl::StatusOr<OneDrillResult> RunOneDrill(const OneDrill& one);

}  // namespace drill

#endif  // HARNESS_DRILL_ONE_DRILL_H_
