// Whether a recovered system came through what it was put to.
#ifndef HARNESS_VERIFY_SURVIVAL_H_
#define HARNESS_VERIFY_SURVIVAL_H_

#include "harness/journal/journal.pb.h"

namespace drill {

// The check "survives/<trial>": passed where every check of the trial did. Undecided where the
// trial could not be made (its fault did not take hold again), where nothing was looked at, or
// where all that failed could not be looked at. Pure.
CheckResult CheckSurvival(const SurvivalTrial& trial);

}  // namespace drill

#endif  // HARNESS_VERIFY_SURVIVAL_H_
