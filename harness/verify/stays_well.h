// Whether a system that came back stayed well: what the stay after the recovery and the last look
// say of it. Pure.
//
//   stays_well/containers  no container has died, ended, been started or been made anew
//   stays_well/memory      no service's memory grows without end
//   stays_well/probes      every probe that showed the recovery is green still
#ifndef HARNESS_VERIFY_STAYS_WELL_H_
#define HARNESS_VERIFY_STAYS_WELL_H_

#include <optional>

#include "google/protobuf/repeated_field.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// Containers that ran when the stay began are the same, started at the same moment, and run; those
// that did not run were not started since (a crash loop seen between two lives); and the stack's
// project has none that was not there. Undecided where the engine did not say.
CheckResult CheckLives(const Stay& stay, const LastLook& look);

// nullopt where no container's memory was seen often enough; see steady_growth.h.
std::optional<CheckResult> CheckMemory(const Stay& stay);

// Whether a container's memory still grows as it would without an end.
bool StillGrows(const Stay& stay);

// Of one round of looks, or of all: see JudgeLooks().
CheckResult CheckRound(const ProbeRound& round);
CheckResult CheckRounds(const google::protobuf::RepeatedPtrField<ProbeRound>& rounds);

}  // namespace drill

#endif  // HARNESS_VERIFY_STAYS_WELL_H_
