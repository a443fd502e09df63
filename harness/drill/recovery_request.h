// What must be green for the system under drill to count as recovered.
#ifndef HARNESS_DRILL_RECOVERY_REQUEST_H_
#define HARNESS_DRILL_RECOVERY_REQUEST_H_

#include "harness/drill/drill_spec.h"
#include "harness/drill/drill_system.h"

namespace drill {

// The scenario's `recovery` with its defaults. A system that nobody touched is looked at as a
// whole. Pure.
GreenRequest RecoveryRequest(const DrillSpec& spec);

}  // namespace drill

#endif  // HARNESS_DRILL_RECOVERY_REQUEST_H_
