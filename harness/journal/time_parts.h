// Of what a drill's time is made: detection, decision, each command, what came after the last one,
// the verification, and the harness's own share.
#ifndef HARNESS_JOURNAL_TIME_PARTS_H_
#define HARNESS_JOURNAL_TIME_PARTS_H_

#include <optional>
#include <string>
#include <vector>

#include "harness/journal/summary.pb.h"

namespace drill {

struct TimePart {
  // "detect", "decide", "line-55" (a command), "line-55-2" (the second one of that line), "by-hand"
  // (steps by hand, all together), "restart" (from the last command's end to the recovery, 0 where
  // it had come before), "verify". The same in every drill of one procedure.
  std::string name;
  // Of a command, its text; else empty.
  std::string text;
  double ms = 0;
};

struct TimeParts {
  // In their order.
  std::vector<TimePart> parts;
  // Of the time from the procedure's begin to the end of its last command: what is neither a
  // command's nor a person's. Not set where no command was run.
  std::optional<double> between_ms;
  // Of the drill: what is not the documented commands'.
  std::optional<double> around_ms;
  std::optional<double> total_ms;
  // The recovery came somewhere between the last look that was red and the first that was green: so
  // long. Not set where one of them is not known.
  std::optional<double> resolution_ms;
};

TimeParts PartsOf(const Summary& summary);

}  // namespace drill

#endif  // HARNESS_JOURNAL_TIME_PARTS_H_
