// Decides when a system counts as recovered: all probes green, k times in a row, from one instant
// on.
#ifndef HARNESS_PROBE_GREEN_COUNTER_H_
#define HARNESS_PROBE_GREEN_COUNTER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "harness/probe/observation.h"

namespace drill {

// Pure; not thread-safe. Each probe is observed at its own pace. The run begins at the instant at
// which the last of the probes turned green, and is broken by any observation that is not. It is
// complete when every probe has been green `consecutive` times since then (or once, where that was
// asked for): a slow probe can delay the verdict, but cannot hide a flap of another.
class GreenCounter {
 public:
  GreenCounter(int probes, int consecutive);

  // One green observation of this probe in the run is enough.
  void AskOnce(int probe) { streaks_[probe].needed = 1; }

  void Add(int probe, const Observation& observation);

  // Observations that ended before this instant may begin a run, but do not complete it: the
  // procedure must have ended.
  void CountFrom(absl::Duration instant);

  bool complete() const;
  // Whether the probe's latest observation was green.
  bool green(int probe) const { return streaks_[probe].since.has_value(); }
  // Whether the probe has had the required number of green observations in the present run.
  bool enough(int probe) const;
  // Instant of the first green observation of the present run; nullopt when something is not green.
  std::optional<absl::Duration> first_green() const;
  // Green observations in a row, of the probe that has the fewest in the present run. One that
  // has enough does not count.
  int consecutive() const;
  // Latest observation of every probe, a line each.
  std::vector<std::string> last_seen() const;

 private:
  struct Streak {
    int needed = 1;
    // When the present row of green observations began; nullopt: the latest was not green.
    std::optional<absl::Duration> since;
    // Ends of the green observations of the row, the latest `consecutive` of them.
    std::vector<absl::Duration> greens;
    Observation last;
  };

  // Green observations of the probe in the present run that count.
  int Counted(const Streak& streak) const;

  const int consecutive_;
  std::vector<Streak> streaks_;
  absl::Duration count_from_ = -absl::InfiniteDuration();
};

}  // namespace drill

#endif  // HARNESS_PROBE_GREEN_COUNTER_H_
