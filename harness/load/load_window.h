// One window of the load: before, during, after.
#ifndef HARNESS_LOAD_LOAD_WINDOW_H_
#define HARNESS_LOAD_LOAD_WINDOW_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// The requests that were due in a window, and what became of each, however late it is heard of.
// Pure; not thread-safe.
class LoadWindowRecord {
 public:
  LoadWindowRecord(std::string name, absl::Duration began)
      : name_(std::move(name)), began_(began) {}

  enum class Kind { kWrite, kRead };

  // A request that is due at this moment. Returns its number; one of the other three follows.
  size_t Due(Kind kind, absl::Duration at);
  // `latency` counts from when it was due.
  void Answered(size_t request, absl::Duration latency);
  // `why`: in the words of LoadError.what.
  void Failed(size_t request, absl::Duration latency, const std::string& why);
  void NeverSent(size_t request, const std::string& why);
  void End(absl::Duration ended) { ended_ = ended; }

  // Number of requests due before `until` that have not ended yet.
  int64_t UnderWay(absl::Duration until = absl::InfiniteDuration()) const;

  // As if the window had ended at `until`, unless it ended before: only what was due by then
  // counts. What is still under way is not answered, and is told as that.
  LoadWindow Summary(absl::Duration until = absl::InfiniteDuration()) const;

  // Of the requests that have ended since `from`, answered or not, as a monitor sees them at
  // `until`, which is now: under this name.
  LoadWindow EndedSince(absl::Duration from, absl::Duration until, const std::string& name) const;

 private:
  struct Request {
    Kind kind = Kind::kWrite;
    absl::Duration due;
    bool ended = false;
    bool answered = false;
    // Set for requests that were sent and have ended, answered or not: a slow error counts as slow,
    // too.
    absl::Duration latency = absl::InfiniteDuration();
    std::string why;
  };

  // The lowest median of any part of the window that is long enough to have one.
  std::optional<absl::Duration> QuietestMedian(absl::Duration until) const;

  // Of the requests for which `counts` holds; without a duration.
  LoadWindow SummaryOf(const std::string& name,
                       const std::function<bool(const Request&)>& counts) const;

  const std::string name_;
  const absl::Duration began_;
  absl::Duration ended_ = absl::InfiniteDuration();
  std::vector<Request> requests_;
  int64_t under_way_ = 0;
};

// Of a sorted list, by the nearest rank; zero for an empty one. `quantile` in (0, 1].
absl::Duration Percentile(const std::vector<absl::Duration>& sorted, double quantile);

}  // namespace drill

#endif  // HARNESS_LOAD_LOAD_WINDOW_H_
