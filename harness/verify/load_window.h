// Counts of one window of the load: before, during, after.
#ifndef HARNESS_VERIFY_LOAD_WINDOW_H_
#define HARNESS_VERIFY_LOAD_WINDOW_H_

#include <map>
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

  // A request that was due in this window, and what became of it: one of the other three, or
  // nothing yet. `latency` counts from when it was due.
  enum class Kind { kWrite, kRead };
  void Due(Kind kind);
  void Answered(Kind kind, absl::Duration latency);
  // `why`: in the words of LoadError.what.
  void Failed(absl::Duration latency, const std::string& why);
  void NeverSent(const std::string& why);
  void End(absl::Duration ended) { ended_ = ended; }

  // Its error rate: all that was due and not answered.
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
  // By their words.
  std::map<std::string, int64_t> errors_;
};

// Of a sorted list, by the nearest rank; zero for an empty one. `quantile` in (0, 1].
absl::Duration Percentile(const std::vector<absl::Duration>& sorted, double quantile);

}  // namespace drill

#endif  // HARNESS_VERIFY_LOAD_WINDOW_H_
