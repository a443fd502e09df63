#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/command/coming_drills.h"
#include "harness/command/commands.h"
#include "harness/command/complain.h"
#include "harness/command/drill_runs.h"
#include "harness/command/host_memory.h"
#include "harness/command/host_room.h"
#include "harness/command/new_drill.h"
#include "harness/command/out_directory.h"
#include "harness/command/prepare_all.h"
#include "harness/command/seeding.h"
#include "harness/drill/drill_keeper.h"

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
      DrillKeeper::Open(HistoryPlace(options.history));
  if (!keeper.ok()) {
    Complain(keeper.status().message());
    return kExitUnusable;
  }
  Seeding seeding(stop);
  if (const absl::Status ready = seeding.EnsureAll(drills); !ready.ok()) {
    Complain(ready.message());
    return ExitCodeOfSeeding(ready);
  }
  std::vector<int64_t> hosts;
  for (const PreparedDrill& drill : drills) hosts.push_back(HostMemory(drill.stack()));
  TellTooManyAtOnce(hosts, options.jobs);
  HostRoom room(MemoryForHosts());
  ComingDrills coming(
      [&](const PreparedDrill& drill) { return NewDrill(drill, options, seeding, stop); }, room,
      stop);
  const auto run = [&](const PreparedDrill& drill,
                       const DrillPlace& place) -> absl::StatusOr<OneDrillResult> {
    ASSIGN_OR_RETURN(ComingDrill taken, coming.Take(absl::StrCat(place.number), drill));
    OneDrill& one = taken.one;
    one.when_compared = place.when_compared;
    one.run_directory = place.run_directory;
    one.prefix = place.prefix;
    one.random_seed = RandomSeed(options, drill.scenario());
    ASSIGN_OR_RETURN(OneDrillResult result, RunOneDrill(one));
    if (const absl::Status kept = (*keeper)->Keep(result.summary, place.run_directory);
        !kept.ok()) {
      Complain(kept.message());
      result.exit_code = kExitMachineError;
    }
    return result;
  };
  const auto next = [&](const PreparedDrill& drill, int number) {
    coming.Begin(absl::StrCat(number), drill);
  };
  return DrillRuns(options, stop, std::move(drills), run, next).RunAll();
}

}  // namespace drill
