#include "harness/quarterly/absence_watch.h"

namespace drill {

void AbsenceWatch::Begin() {
  if (!since_) since_ = clock_.Monotonic();
}

std::optional<Absence> AbsenceWatch::End(AbsenceEnd ended_by) {
  if (!since_) return std::nullopt;
  Absence absence;
  absence.set_start_us(absl::ToInt64Microseconds(*since_));
  absence.set_duration_us(absl::ToInt64Microseconds(clock_.Monotonic() - *since_));
  absence.set_ended_by(ended_by);
  since_.reset();
  return absence;
}

bool AbsenceWatch::IsOverLimit() const { return since_ && clock_.Monotonic() - *since_ >= limit_; }

}  // namespace drill
