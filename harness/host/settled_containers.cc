#include "harness/host/settled_containers.h"

#include <algorithm>

#include "absl/status/status.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

bool IsInBetween(const ContainerInfo& container) {
  if (container.status == "restarting") return true;
  return container.status == "running" &&
         (container.health == "starting" || container.health == "unhealthy");
}

}  // namespace

absl::StatusOr<std::vector<ContainerInfo>> AwaitSettled(const LookAtContainers& look,
                                                        const SettleOptions& options) {
  const absl::Duration end = options.clock->Monotonic() + options.limit;
  while (true) {
    if (options.stop != nullptr && options.stop->stopped()) return absl::CancelledError("stopped");
    ASSIGN_OR_RETURN(std::vector<ContainerInfo> containers, look());
    if (std::none_of(containers.begin(), containers.end(), IsInBetween)) return containers;
    if (options.clock->Monotonic() >= end) return containers;
    options.clock->Sleep(options.pause);
  }
}

}  // namespace drill
