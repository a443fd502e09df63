// The verdict: a pure function of the journal.
#ifndef HARNESS_JOURNAL_VERDICT_H_
#define HARNESS_JOURNAL_VERDICT_H_

#include <vector>

#include "harness/journal/journal.pb.h"
#include "harness/journal/verdict_data.h"

namespace drill {

// Passed only when the fault was proved, the procedure ran, the system recovered, the data rule was
// applied to at least one acknowledged write (or waived with a reason), and every check that
// applies ran and passed. Without a fault (the control) proof and target are not asked for. A
// journal that ends early is an error.
//
// What failed by the clock on a disturbed machine is inconclusive: see disturbance.h.
//
// A control is judged as any drill, and not by `known_bad`. Without a rollback it is as it must be
// when it failed (exit code 1, all the same); when the system came back by itself it is
// inconclusive.
Verdict Judge(const std::vector<Event>& journal);

}  // namespace drill

#endif  // HARNESS_JOURNAL_VERDICT_H_
