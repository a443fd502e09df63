// What the console shows of the events that a quarterly drill alone has.
#ifndef REPORTS_QUARTERLY_EVENTS_H_
#define REPORTS_QUARTERLY_EVENTS_H_

#include <string>

#include "harness/journal/journal.pb.h"

namespace drill {

// One line, without its end; under what monitoring shows a line each. Empty for an event that is
// not shown.
std::string QuarterlyEventLine(const Event& event);

}  // namespace drill

#endif  // REPORTS_QUARTERLY_EVENTS_H_
