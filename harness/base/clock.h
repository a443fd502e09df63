// Time as the harness measures it: monotonic for every duration, wall time only to print.
#ifndef HARNESS_BASE_CLOCK_H_
#define HARNESS_BASE_CLOCK_H_

#include "absl/time/time.h"

namespace drill {

// A source of time. Thread-safe. Tests hand in a fake one (harness/testing/fake_clock.h).
class Clock {
 public:
  virtual ~Clock() = default;

  // Time since an arbitrary, fixed instant on CLOCK_MONOTONIC; the same instant in every process of
  // this machine, so that values of different processes can be subtracted.
  virtual absl::Duration Monotonic() = 0;

  // Wall-clock time, for a reader's eyes; never subtracted.
  virtual absl::Time Wall() = 0;

  virtual void Sleep(absl::Duration duration) = 0;
};

// The machine's clock; never destroyed.
Clock& RealClock();

}  // namespace drill

#endif  // HARNESS_BASE_CLOCK_H_
