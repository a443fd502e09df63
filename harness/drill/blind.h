// What is shown of a drill to whom the fault must not be told.
#ifndef HARNESS_DRILL_BLIND_H_
#define HARNESS_DRILL_BLIND_H_

#include "harness/journal/journal.pb.h"

namespace drill {

// The event without what names the scenario, its fault, its proof or the way back that it expects.
// An event of no kind where there is nothing else in it.
Event WithoutTheFault(const Event& event);

}  // namespace drill

#endif  // HARNESS_DRILL_BLIND_H_
