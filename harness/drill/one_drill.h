// One drill from run directory to reports.
#ifndef HARNESS_DRILL_ONE_DRILL_H_
#define HARNESS_DRILL_ONE_DRILL_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "harness/base/mask.h"
#include "harness/base/stop_token.h"
#include "harness/drill/drill_options.h"
#include "harness/drill/host_source.h"
#include "harness/drill/prepared_drill.h"
#include "harness/drill/quarterly_part.h"
#include "harness/journal/summary.pb.h"
#include "harness/runbook/plan.h"
#include "harness/seed/seeds.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

struct OneDrill {
  const PreparedDrill* drill = nullptr;
  // Boots this drill's machine.
  std::shared_ptr<HostSource> hosts;
  // The seed that the machine is cloned from.
  const Seed* seed = nullptr;
  // Healthy machines observed for that seed; null where none were.
  const HealthyMachines* healthy = nullptr;
  const DrillOptions* options = nullptr;
  const StopToken* stop = nullptr;
  // Does not exist yet.
  std::string run_directory;
  // Unique on this machine; names the drill host.
  std::string id;
  // Root directory of the repository that the harness runs from.
  std::string root;
  uint64_t random_seed = 0;
  // Prefix of each progress line, printed plainly, when several drills run at once. Empty: this
  // drill runs alone.
  std::string prefix = {};
  // Called once, when what came back has been compared with healthy machines and no request's time
  // is taken any more, at the latest before the tear-down: from then on the next drill's machine
  // can boot. Empty: nobody waits for that.
  std::function<void()> when_compared = {};
  // Rows that are added before the load, by the stack's `growth`; 0: none.
  int64_t growth_rows = 0;
  // The procedure is typed into a plain bash in place of the operator's session (plain_shell.h).
  bool plain_shell = false;
  // Plan to follow in place of the scenario's own; null: the scenario's.
  const Plan* plan = nullptr;
  // Says what is drilled, in a sentence. Empty: the scenario's description.
  std::string description = {};
  // Command line that runs this drill again. Empty: `tools/drill run` with the scenario.
  std::string command_line = {};
  // What makes it a quarterly drill; null: it is none.
  const QuarterlyPart* quarterly = nullptr;
  // Directory of what is known of the prepared machine's own backups; empty: nothing is.
  std::string kept_restores = {};
  // Learns the drill's secrets, for a caller that writes about the drill. Null: the drill has its
  // own.
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
