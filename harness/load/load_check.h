// Whether the system serves its users after the recovery as it did before the fault: a health
// endpoint can be green while every write is refused.
#ifndef HARNESS_LOAD_LOAD_CHECK_H_
#define HARNESS_LOAD_LOAD_CHECK_H_

#include <optional>
#include <string>
#include <vector>

#include "harness/journal/journal.pb.h"

namespace drill {

// "load", from the windows "before" and "after": of writes and of reads, the share that succeeds
// afterwards may be at most five points smaller than it was before the fault. Skipped where none
// were due afterwards; nullopt where the drill has no load. Pure.
std::optional<CheckResult> CheckLoad(const std::vector<LoadWindow>& windows);

// Whether CheckLoad() fails, but would pass if the window "after" went on to be `times` as long and
// all that is yet to come were answered: so few requests can be a busy moment. Pure.
bool LoadIsUndecided(const std::vector<LoadWindow>& windows, int times);

}  // namespace drill

#endif  // HARNESS_LOAD_LOAD_CHECK_H_
