// RunDrill(): one drill from boot to tear-down, as a sequence of facts.
//
// The phases, in this order:
//
//     host          a machine of its own is cloned from the seed and booted
//     stack         the system under drill starts
//     steady_state  every probe is green before anything is broken; else the drill is invalid
//     backups       what the stack's own backups are worth
//     load          writes and reads begin, and run until after recovery
//     fault         something goes wrong
//     proof         that it did is seen from outside; else inconclusive, never passed
//     procedure     the runbook's commands, as written
//     recovery      green k times in a row, from one instant on
//     load_after    the load goes on for a moment, as it did before the fault
//     stays_well    it goes on until the system has been well for a while; not where the verdict is
//                   known
//     requests      the last part of that while, without the load: users' requests, many times
//     verification  endpoints, versions, revision, schema, data
//     survives      where the scenario asks: a restart, the next deploy, the same once more
//     migrations    where the scenario asks: the way down and up; no row is left afterwards
//     teardown      on every path; what is left is named
//
#ifndef HARNESS_DRILL_DRILL_H_
#define HARNESS_DRILL_DRILL_H_

#include "absl/status/status.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/drill/drill_recorder.h"
#include "harness/drill/drill_spec.h"
#include "harness/drill/drill_system.h"

namespace drill {

// Runs every phase, tears down on every path, and leaves the judgement to whoever reads the
// journal. Not OK only when the journal itself could not be written.
absl::Status RunDrill(const DrillSpec& spec, DrillSystem& system, const EventSink& sink,
                      Clock& clock, const StopToken& stop);

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_H_
