// The parts of the time from a fault's detection to the recovery, as a journal has them.
#ifndef HARNESS_JOURNAL_SPAN_TIMES_H_
#define HARNESS_JOURNAL_SPAN_TIMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/journal/journal.pb.h"

namespace drill {

// Takes a journal's events in their order.
class SpanTimes {
 public:
  void Take(const Event& event);

  // Microseconds; nullopt where one of its ends is not in the journal. The recovery's span begins
  // with the phase "procedure", all others where the first command or manual step begins.
  std::optional<int64_t> Microseconds(Span span) const;

  // What the time does not hold, or why there is none, or how long of it nobody was at the
  // terminal; empty: nothing of that.
  std::string Remark(Span span) const;

 private:
  std::string WhyNotWhole(Span span) const;
  std::optional<int64_t> Begin(Span span) const;
  std::optional<int64_t> End(Span span) const;

  std::optional<int64_t> detected_, decided_, procedure_, first_step_, first_green_;
  bool not_detected_ = false;
  // Nobody decided: so long passed in a person's place.
  std::optional<int64_t> stood_in_;
  std::vector<Absence> absences_;
};

}  // namespace drill

#endif  // HARNESS_JOURNAL_SPAN_TIMES_H_
