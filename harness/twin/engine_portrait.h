// What a machine's Docker engine has: containers of every project with their configuration,
// networks, volumes, images, and its own settings.
#ifndef HARNESS_TWIN_ENGINE_PORTRAIT_H_
#define HARNESS_TWIN_ENGINE_PORTRAIT_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "harness/host/drill_host.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Adds the engine's traits. Unavailable or Internal when the engine does not answer as expected.
absl::Status PaintEngine(const DrillHost& host, absl::Duration limit, Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_ENGINE_PORTRAIT_H_
