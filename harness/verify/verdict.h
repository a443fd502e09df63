// The verdict: a pure function of the journal.
#ifndef HARNESS_VERIFY_VERDICT_H_
#define HARNESS_VERIFY_VERDICT_H_

#include <vector>

#include "harness/journal/journal.pb.h"
#include "harness/journal/verdict_data.h"

namespace drill {

// Passed only when the fault was proved, the procedure ran, the system recovered, the data rule was
// applied to at least one acknowledged write (or waived with a reason), and every check that
// applies ran and passed. Without a fault (the control) proof and target are not asked for. A
// journal that ends early is an error.
//
// A control is judged as any drill, and not by `known_bad`: --no-rollback that passes is said to
// have passed, which is not what it is for.
Verdict Judge(const std::vector<Event>& journal);

// Of several drills: the worst, in the order 4, 65, 1, 2, 3, 0. None: 4.
int WorstExitCode(const std::vector<int>& exit_codes);

}  // namespace drill

#endif  // HARNESS_VERIFY_VERDICT_H_
