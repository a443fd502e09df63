// One verdict of several looks at the same thing.
#ifndef HARNESS_JOURNAL_JUDGE_LOOKS_H_
#define HARNESS_JOURNAL_JUDGE_LOOKS_H_

#include <vector>

#include "harness/journal/journal.pb.h"

namespace drill {

// The first look did not pass. Failed: at two looks at least. Passed: at all looks at which it
// could be seen, two at least. Everything else is undecided: a busy moment, or something that comes
// and goes. All looks are in `looks` of the result. Pure.
CheckResult JudgeLooks(const std::vector<CheckResult>& looks);

}  // namespace drill

#endif  // HARNESS_JOURNAL_JUDGE_LOOKS_H_
