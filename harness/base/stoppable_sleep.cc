#include "harness/base/stoppable_sleep.h"

#include <algorithm>

namespace drill {
namespace {

constexpr absl::Duration kTick = absl::Milliseconds(100);

}  // namespace

void SleepUntil(absl::Duration instant, Clock& clock, const StopToken* stop) {
  while (stop == nullptr || !stop->stopped()) {
    const absl::Duration left = instant - clock.Monotonic();
    if (left <= absl::ZeroDuration()) return;
    clock.Sleep(std::min(left, kTick));
  }
}

}  // namespace drill
