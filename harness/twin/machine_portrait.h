// What a machine itself has beside its engine and its database: open ports, processes, users, keys,
// what runs by itself, mounts, rules of its packet filter.
#ifndef HARNESS_TWIN_MACHINE_PORTRAIT_H_
#define HARNESS_TWIN_MACHINE_PORTRAIT_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"
#include "harness/host/drill_host.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Adds the machine's traits; takes a good second, for what lives is looked at three times. What
// cannot be looked at is told in the portrait. `stop` (may be null, not owned) ends it; Cancelled
// then, and when the machine says that it was.
absl::Status PaintMachine(DrillHost& host, absl::Duration limit, const StopToken* stop,
                          Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_MACHINE_PORTRAIT_H_
