// Looks at the containers of a drill host while the system under drill must stay well.
#ifndef HARNESS_DRILL_STAY_WATCH_H_
#define HARNESS_DRILL_STAY_WATCH_H_

#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"

namespace drill {

struct StayWatchOptions {
  // From one sample of the memory to the next.
  absl::Duration interval = absl::Milliseconds(700);
  // Timeout of each answer of the engine.
  absl::Duration engine_limit = absl::Seconds(2);
};

// Notes how the containers live when it is made, and samples their memory in a thread of its own
// until End() or destruction. An engine that does not answer is a fact of the stay, and no error.
class StayWatch {
 public:
  // `host` is not owned; `projects`: the stack's compose projects.
  StayWatch(const DrillHost* host, const std::vector<std::string>& projects,
            const StayWatchOptions& options = {});
  ~StayWatch();

  // What was seen until now, without the stay's times. Thread-safe.
  Stay SoFar() const;
  // No more samples; waits for the one under way.
  void End();

 private:
  void Sample();
  void TakeSample();

  const DrillHost* const host_;
  const StayWatchOptions options_;
  const absl::Duration began_;
  absl::Notification ended_;
  mutable absl::Mutex mutex_;
  // With an empty `memory`.
  Stay stay_ ABSL_GUARDED_BY(mutex_);
  // By the containers' ids.
  std::map<std::string, MemorySeries> memory_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_STAY_WATCH_H_
