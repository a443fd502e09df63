// Looks at a real system while its seed is made.
#ifndef HARNESS_SEED_SYSTEM_SENSES_H_
#define HARNESS_SEED_SYSTEM_SENSES_H_

#include "harness/base/stop_token.h"
#include "harness/host/drill_host.h"
#include "harness/seed/seed_senses.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Nothing is owned; `host` and `stack` must outlive what is returned, `stop` may be null.
SeedSenses SystemSenses(DrillHost* host, const Stack* stack, const StopToken* stop);

}  // namespace drill

#endif  // HARNESS_SEED_SYSTEM_SENSES_H_
