// The report of a quarterly drill, as runbooks ask for it: what was done, how long it took against
// what is documented, what was lost, what was otherwise than in the last quarter, what to improve.
#ifndef REPORTS_QUARTERLY_H_
#define REPORTS_QUARTERLY_H_

#include <string>

#include "harness/journal/summary.pb.h"

namespace drill {

// Markdown. `summary` is that of a quarterly drill.
std::string QuarterlyReport(const Summary& summary);

}  // namespace drill

#endif  // REPORTS_QUARTERLY_H_
