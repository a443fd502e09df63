// Requests that were slow are timed again. A system that has only just come back may be slow for a
// while: caches are cold, and a database that was restored does not know its tables before it has
// analyzed them, which PostgreSQL does once a minute.
#ifndef HARNESS_TWIN_TIME_AGAIN_H_
#define HARNESS_TWIN_TIME_AGAIN_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

struct TimeAgainOptions {
  // Further looks at most; none when nothing is slow.
  int looks = 3;
  // Before each.
  absl::Duration pause = absl::Seconds(20);
  Clock* clock = &RealClock();
  // Not owned; may be null.
  const StopToken* stop = nullptr;
};

// Observes what users are answered, as AskUsersRequests() does.
using LookAtBehaviour = std::function<absl::StatusOr<Portrait>()>;

// While requests of `found` are slower than on the healthy machines, looks again, and takes over
// how long those took and, where there was no answer before, what was answered. Returns a line for
// each that was slow and is not any more. Errors of `look`; Cancelled when the stop token is set.
absl::StatusOr<std::vector<std::string>> TimeAgain(const std::vector<Portrait>& healthy,
                                                   const LookAtBehaviour& look,
                                                   const TimeAgainOptions& options,
                                                   Portrait* found);

}  // namespace drill

#endif  // HARNESS_TWIN_TIME_AGAIN_H_
