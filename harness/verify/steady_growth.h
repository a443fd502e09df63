// Whether a container's memory grows without end.
#ifndef HARNESS_VERIFY_STEADY_GROWTH_H_
#define HARNESS_VERIFY_STEADY_GROWTH_H_

#include <cstdint>

#include "harness/journal/journal.pb.h"

namespace drill {

// With fewer samples nothing is said of a series.
constexpr int kFewestMemorySamples = 8;

struct Growth {
  // Growth and time between the first sample and the last.
  int64_t bytes = 0;
  double seconds = 0;
  // Slope of the least-squares line through all samples.
  double bytes_per_second = 0;
  // Whether it grew all the time without levelling off.
  bool steady = false;
};

// A service that starts fills its caches and is then as large as it is: its growth becomes less. A
// leak goes on. So growth is steady where all of this holds: at least kFewestMemorySamples samples;
// 16 MiB in all, and 1 MiB a second; hardly ever less than before (one dip in ten samples, since a
// garbage collector or an allocator gives something back, and none of more than a quarter of what
// was gained: then it gives back what it takes); no step of more than half of it, which is
// something that was loaded; and in the second half of the time at least half as much was gained as
// in the first. Pure.
Growth JudgeGrowth(const MemorySeries& series);

}  // namespace drill

#endif  // HARNESS_VERIFY_STEADY_GROWTH_H_
