// The quarterly drill's part of the summary.
#ifndef HARNESS_JOURNAL_QUARTERLY_SUMMARY_H_
#define HARNESS_JOURNAL_QUARTERLY_SUMMARY_H_

#include "harness/journal/journal.pb.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// Adds an event of the kinds that a quarterly drill alone has; leaves the summary as it is for any
// other. Once a procedure has been decided on, the summary names that one as the one drilled.
void AddQuarterly(const Event& event, Summary& summary);

}  // namespace drill

#endif  // HARNESS_JOURNAL_QUARTERLY_SUMMARY_H_
