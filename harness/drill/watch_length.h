// How long the recovery is waited for, and why so long.
#ifndef HARNESS_DRILL_WATCH_LENGTH_H_
#define HARNESS_DRILL_WATCH_LENGTH_H_

#include <string>

#include "absl/time/time.h"

namespace drill {

struct WatchLength {
  absl::Duration limit;
  // A line for the report.
  std::string reason;
};

// Limit after a procedure that succeeded: the scenario's own.
WatchLength WatchAfterProcedure(absl::Duration within);

// Limit after a procedure that failed: a few seconds, only to see what it left, since the verdict
// is known.
WatchLength WatchAfterFailure(absl::Duration within);

// Without a rollback: as long as procedure (by the time target) and recovery may take, for a system
// that is back by then would have been taken for rolled back. Never longer than it takes to see
// whether the engine's own restarts bring it back.
WatchLength WatchWithoutRollback(absl::Duration target, absl::Duration within);

}  // namespace drill

#endif  // HARNESS_DRILL_WATCH_LENGTH_H_
