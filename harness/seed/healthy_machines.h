// Healthy machines of a seed: a clone on which nothing goes wrong, observed as a whole when it was
// left alone, and after each thing that a rollback may rightly do to a machine. What differs
// between these observations is noise; what differs from all of them after a rollback is a finding
// (twin/compare_portraits.h).
#ifndef HARNESS_SEED_HEALTHY_MACHINES_H_
#define HARNESS_SEED_HEALTHY_MACHINES_H_

#include "absl/status/statusor.h"
#include "harness/host/session.h"
#include "harness/seed/seeds.h"
#include "harness/stack/stack_loader.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Observed once for each seed and for what its stack says that users ask (twin/user_requests.h),
// and kept beside it. Of several processes that need them one makes them, the others wait. A
// machine that does not come back from a restart or a deploy is told in the progress and left out:
// it is no yardstick. Errors: Cancelled when the stop token was set, others when the machine or the
// harness fails.
absl::StatusOr<HealthyMachines> EnsureHealthyMachines(Session& session, const LoadedStack& stack,
                                                      const Seed& seed, const SeedOptions& options);

}  // namespace drill

#endif  // HARNESS_SEED_HEALTHY_MACHINES_H_
