// How much of a time nobody was at the drill's terminal.
#ifndef HARNESS_JOURNAL_ABSENCE_TIME_H_
#define HARNESS_JOURNAL_ABSENCE_TIME_H_

#include <algorithm>
#include <cstdint>

#include "harness/journal/journal.pb.h"

namespace drill {

// Of the time from `begin` to `end`, both in microseconds since the drill began.
inline int64_t MicrosecondsOf(const Absence& absence, int64_t begin, int64_t end) {
  const int64_t left = std::max(begin, absence.start_us());
  const int64_t back = std::min(end, absence.start_us() + absence.duration_us());
  return std::max(int64_t{0}, back - left);
}

// Of the same time, in all absences together.
template <typename Absences>
int64_t MicrosecondsAway(const Absences& absences, int64_t begin, int64_t end) {
  int64_t away = 0;
  for (const Absence& absence : absences) away += MicrosecondsOf(absence, begin, end);
  return away;
}

}  // namespace drill

#endif  // HARNESS_JOURNAL_ABSENCE_TIME_H_
