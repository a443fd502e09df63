// How late this process is: a timer of its own that is set all the time, and what the kernel says
// of the machine meanwhile. On a machine on which a timer comes late, so does every look at the
// system.
#ifndef HARNESS_DRILL_LATENESS_METER_H_
#define HARNESS_DRILL_LATENESS_METER_H_

#include <atomic>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// The kernel's counters of waiting, since the machine's start. A negative one is not kept here.
struct Pressure {
  absl::Duration cpu = -absl::Seconds(1);
  absl::Duration io = -absl::Seconds(1);
  absl::Duration memory = -absl::Seconds(1);
};

// Measures from construction to destruction, in a thread of its own. Thread-safe.
class LatenessMeter {
 public:
  // `proc`: where the kernel's files are.
  explicit LatenessMeter(const std::string& proc = "/proc");
  ~LatenessMeter();

  // What was measured since this was last called; `phase` is not set.
  Lateness Take();

 private:
  void Measure();
  void Add(absl::Duration late, double runnable);

  const std::string proc_;
  const int processors_;
  std::atomic<bool> ending_{false};
  absl::Mutex mutex_;
  int64_t timers_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Duration late_ ABSL_GUARDED_BY(mutex_);
  absl::Duration worst_ ABSL_GUARDED_BY(mutex_);
  double runnable_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Duration since_ ABSL_GUARDED_BY(mutex_);
  Pressure pressure_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

// Pure. "some avg10=1.00 avg60=2.00 avg300=3.00 total=123" and more lines: the total of "some", in
// microseconds. Negative where it is not said.
absl::Duration ParsePressure(absl::string_view text);

// Pure. "0.20 0.18 0.12 3/80 11206": the load of the last minute, and the threads that can run.
struct LoadAverage {
  double minute = 0;
  double runnable = 0;
};
LoadAverage ParseLoadAverage(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_DRILL_LATENESS_METER_H_
