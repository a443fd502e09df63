#include "harness/command/coming_drills.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "harness/base/status_macros.h"
#include "harness/command/ahead_host_source.h"
#include "harness/command/host_memory.h"
#include "harness/drill/order_host.h"

namespace drill {

void ComingDrills::Begin(const std::string& which, const PreparedDrill& drill) {
  std::optional<HostRoom::Share> share = room_.Try(HostMemory(drill.stack()));
  if (!share) return;
  absl::StatusOr<OneDrill> one = make_(drill);
  // Whoever takes it makes it again, and is told.
  if (!one.ok()) return;
  one->hosts = std::make_shared<AheadHostSource>(
      one->hosts, OrderHost(drill, one->id, one->options->keep, &stop_));
  const std::lock_guard<std::mutex> lock(mutex_);
  begun_.emplace(which, ComingDrill{*std::move(share), *std::move(one)});
}

absl::StatusOr<ComingDrill> ComingDrills::Take(const std::string& which,
                                               const PreparedDrill& drill) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (auto begun = begun_.extract(which)) return std::move(begun.mapped());
  }
  std::optional<HostRoom::Share> share = room_.Await(HostMemory(drill.stack()), stop_);
  if (!share) return absl::CancelledError("stopped by the user");
  ASSIGN_OR_RETURN(OneDrill one, make_(drill));
  return ComingDrill{*std::move(share), std::move(one)};
}

}  // namespace drill
