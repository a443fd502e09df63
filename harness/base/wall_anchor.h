// Instants of the monotonic clock, written as times of day.
#ifndef HARNESS_BASE_WALL_ANCHOR_H_
#define HARNESS_BASE_WALL_ANCHOR_H_

#include "absl/time/time.h"
#include "harness/base/clock.h"

namespace drill {

// The time of day that one instant was, and counted on from there by the monotonic clock: times
// that it gives can be subtracted, whatever becomes of the machine's wall clock meanwhile.
class WallAnchor {
 public:
  explicit WallAnchor(Clock& clock) : monotonic_(clock.Monotonic()), wall_(clock.Wall()) {}

  absl::Time At(absl::Duration monotonic) const { return wall_ + (monotonic - monotonic_); }

 private:
  absl::Duration monotonic_;
  absl::Time wall_;
};

}  // namespace drill

#endif  // HARNESS_BASE_WALL_ANCHOR_H_
