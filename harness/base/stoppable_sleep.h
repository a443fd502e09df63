// A pause that ends early when somebody stops the harness.
#ifndef HARNESS_BASE_STOPPABLE_SLEEP_H_
#define HARNESS_BASE_STOPPABLE_SLEEP_H_

#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"

namespace drill {

// Sleeps until this instant of the clock's monotonic time, or until `stop` (may be null) is set,
// which is seen within 100 ms.
void SleepUntil(absl::Duration instant, Clock& clock, const StopToken* stop);

}  // namespace drill

#endif  // HARNESS_BASE_STOPPABLE_SLEEP_H_
