// When nobody was at the terminal of a drill, and for how long that may be.
#ifndef HARNESS_QUARTERLY_ABSENCE_WATCH_H_
#define HARNESS_QUARTERLY_ABSENCE_WATCH_H_

#include <optional>

#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// Not thread-safe. `clock` must outlive it.
class AbsenceWatch {
 public:
  AbsenceWatch(absl::Duration limit, Clock& clock) : limit_(limit), clock_(clock) {}

  // Does nothing while an absence goes on.
  void Begin();

  // The absence that is over with this, its start on the monotonic clock; nullopt where there was
  // none.
  std::optional<Absence> End(AbsenceEnd ended_by);

  // Whether an absence goes on that has lasted for as long as it may.
  bool IsOverLimit() const;

 private:
  const absl::Duration limit_;
  Clock& clock_;
  std::optional<absl::Duration> since_;
};

}  // namespace drill

#endif  // HARNESS_QUARTERLY_ABSENCE_WATCH_H_
