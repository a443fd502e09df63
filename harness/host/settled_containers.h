// Containers whose state the engine has made up its mind about.
#ifndef HARNESS_HOST_SETTLED_CONTAINERS_H_
#define HARNESS_HOST_SETTLED_CONTAINERS_H_

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/host/engine_api.h"

namespace drill {

struct SettleOptions {
  // Longer than Docker's default interval between two health checks, 30 s: only the next one can
  // tell that a container is well again.
  absl::Duration limit = absl::Seconds(45);
  absl::Duration pause = absl::Milliseconds(250);
  Clock* clock = &RealClock();
  // Not owned; may be null.
  const StopToken* stop = nullptr;
};

using LookAtContainers = std::function<absl::StatusOr<std::vector<ContainerInfo>>()>;

// What `look` returns, once none of the containers is starting, restarting or unhealthy, or when
// that took longer than the limit. Errors: those of `look`, and Cancelled.
absl::StatusOr<std::vector<ContainerInfo>> AwaitSettled(const LookAtContainers& look,
                                                        const SettleOptions& options);

}  // namespace drill

#endif  // HARNESS_HOST_SETTLED_CONTAINERS_H_
