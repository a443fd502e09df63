#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/drill/commands.h"
#include "harness/drill/drill_keeper.h"
#include "harness/drill/drill_runs.h"
#include "harness/drill/new_drill.h"
#include "harness/drill/out_directory.h"
#include "harness/drill/prepare_all.h"
#include "harness/drill/seeding.h"

namespace drill {

int RunDrills(const Options& options, const StopToken& stop) {
  if (const absl::Status usable = CheckOut(options.out); !usable.ok()) {
    Complain(usable.message());
    return kExitUsage;
  }
  int unusable = 0;
  std::vector<PreparedDrill> drills = PrepareAll(options, &unusable);
  if (drills.empty()) return unusable;
  // That it cannot be written is not to be found out after an hour of drills.
  const absl::StatusOr<std::unique_ptr<DrillKeeper>> keeper =
      DrillKeeper::Open(HistoryPlace(options));
  if (!keeper.ok()) {
    Complain(keeper.status().message());
    return kExitUnusable;
  }
  Seeding seeding(stop);
  if (const absl::Status ready = seeding.EnsureAll(drills); !ready.ok()) {
    Complain(ready.message());
    return ExitCodeOfSeeding(ready);
  }
  const auto run = [&](const PreparedDrill& drill,
                       const DrillPlace& place) -> absl::StatusOr<OneDrillResult> {
    ASSIGN_OR_RETURN(OneDrill one, NewDrill(drill, options, seeding, stop));
    one.run_directory = place.run_directory;
    one.prefix = place.prefix;
    one.random_seed = RandomSeed(options, drill.scenario());
    ASSIGN_OR_RETURN(OneDrillResult result, RunOneDrill(one));
    if (const absl::Status kept = (*keeper)->Keep(result.summary, place.run_directory);
        !kept.ok()) {
      Complain(absl::StrCat("this drill is not in the history: ", kept.message()));
      result.exit_code = kExitMachineError;
    }
    return result;
  };
  return DrillRuns(options, stop, std::move(drills), run).RunAll();
}

}  // namespace drill
