// Watches probes every 20 ms, all at once, until they are green k times in a row; where a look
// takes longer, the probe rests as long. Probes that read all of something (a table, an index, a
// dump) rest while any other one is not green: reading costs the system locks and load that the
// procedure under way would pay for, and without checksums a server may break down over what it
// reads. For the same reason once is enough of them.
//
//   GreenRun run(&runner, host, probes, options);
//   ... the procedure is followed ...
//   // What was green during the procedure does not complete a run.
//   run.CountFrom(clock.Monotonic());
//   GreenRunResult result = run.Wait(absl::Seconds(60), &stop);
#ifndef HARNESS_PROBE_GREEN_RUN_H_
#define HARNESS_PROBE_GREEN_RUN_H_

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/host/drill_host.h"
#include "harness/probe/green_counter.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_runner.h"

namespace drill {

struct GreenRunOptions {
  int consecutive = 5;
  // From the start of one observation of a probe to the start of its next, where it takes no
  // longer.
  absl::Duration interval = absl::Milliseconds(20);
  // Whether Wait() ends as soon as a probe is seen red.
  bool until_red = false;
  Clock* clock = &RealClock();
};

// How long a probe rests after a look that took so long. As long as it took, up to a quarter of a
// second: where looks are slow, eight probes that never rest are work enough for a machine of two
// processors, and the watching keeps the system from coming back.
absl::Duration RestAfter(absl::Duration took, absl::Duration interval);

struct GreenRunResult {
  // All green, k times in a row. If not: the time ran out, the stop token was set, or a probe was
  // red and that was waited for.
  bool recovered = false;
  bool stopped = false;
  // A probe was seen red. One that could not be looked at, or whose turn never came, was not.
  bool red = false;
  // Monotonic; the first instant of the run that counted. Only when recovered.
  absl::Duration first_green;
  // Monotonic; the end of the latest look at which a probe was red. nullopt: none was.
  std::optional<absl::Duration> last_red;
  int consecutive = 0;
  // One line a probe, in the order given: its name, colour and what it saw last.
  std::vector<std::string> last_seen;
  // Not OK when the watching itself failed (the network could not be entered).
  absl::Status status;
};

// One thread a probe, each inside the host's network, from construction until destruction.
class GreenRun {
 public:
  // `runner` and `host` are not owned. No probes: never recovered.
  GreenRun(ProbeRunner* runner, DrillHost* host, std::vector<Probe> probes,
           const GreenRunOptions& options = {});
  // Waits for observations under way.
  ~GreenRun();

  // See GreenCounter::CountFrom.
  void CountFrom(absl::Duration monotonic);

  // Blocks until the run is complete, something is red where the options ask for that, `timeout`
  // from now has passed, or `stop` (may be null) is set. A run that has begun by then is waited for
  // until it is broken or complete, as long again at most: the system was back in time, and only
  // the looks that confirm it are slow. May be called again.
  GreenRunResult Wait(absl::Duration timeout, const StopToken* stop = nullptr);

 private:
  absl::Status Watch(int index);
  bool BeganBy(absl::Duration instant) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Whether the probe's turn has come. One that has to wait is no longer what it was seen to be.
  bool MayLook(int index);

  ProbeRunner* const runner_;
  const std::vector<Probe> probes_;
  const GreenRunOptions options_;
  std::atomic<bool> ending_{false};
  mutable absl::Mutex mutex_;
  GreenCounter counter_ ABSL_GUARDED_BY(mutex_);
  std::optional<absl::Duration> last_red_ ABSL_GUARDED_BY(mutex_);
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::thread> threads_;
};

// Starts a run, waits for it, ends it: steady state, proof of a fault, and whether it shows.
GreenRunResult AwaitGreen(ProbeRunner* runner, DrillHost* host, std::vector<Probe> probes,
                          const GreenRunOptions& options, absl::Duration timeout,
                          const StopToken* stop = nullptr);

}  // namespace drill

#endif  // HARNESS_PROBE_GREEN_RUN_H_
