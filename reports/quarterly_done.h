// What was done in a quarterly drill, in the order of the clock.
#ifndef REPORTS_QUARTERLY_DONE_H_
#define REPORTS_QUARTERLY_DONE_H_

#include <string>

#include "harness/journal/summary.pb.h"

namespace drill {

// A Markdown table: the decision, each command with its result, what was skipped and where the
// procedure was stopped, steps by hand, notes.
std::string DoneTable(const Summary& summary);

}  // namespace drill

#endif  // REPORTS_QUARTERLY_DONE_H_
