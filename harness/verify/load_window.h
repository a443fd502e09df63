// Counts of one window of the load: before, during, after.
#ifndef HARNESS_VERIFY_LOAD_WINDOW_H_
#define HARNESS_VERIFY_LOAD_WINDOW_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// Pure; not thread-safe.
class WindowCounter {
 public:
  WindowCounter(std::string name, absl::Duration began) : name_(std::move(name)), began_(began) {}

  // A request that was due in this window. `latency` counts from when it was due; of a request that
  // was never sent it is ignored.
  enum class Kind { kWrite, kRead };
  void Due(Kind kind);
  void Done(Kind kind, bool answered, absl::Duration latency);
  void End(absl::Duration ended) { ended_ = ended; }

  // Errors: all that was due and not answered.
  LoadWindow Summary() const;

 private:
  struct Counts {
    int64_t due = 0;
    int64_t answered = 0;
  };
  Counts& Of(Kind kind) { return kind == Kind::kWrite ? writes_ : reads_; }

  const std::string name_;
  const absl::Duration began_;
  absl::Duration ended_;
  Counts writes_;
  Counts reads_;
  // Of requests that were sent, answered or not: an error that took long was slow, too.
  std::vector<absl::Duration> latencies_;
};

// Of a sorted list, by the nearest rank; zero for an empty one. `quantile` in (0, 1].
absl::Duration Percentile(const std::vector<absl::Duration>& sorted, double quantile);

}  // namespace drill

#endif  // HARNESS_VERIFY_LOAD_WINDOW_H_
