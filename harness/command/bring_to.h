// Brings the system under drill to a point of a drill at which somebody wants to look around.
#ifndef HARNESS_COMMAND_BRING_TO_H_
#define HARNESS_COMMAND_BRING_TO_H_

#include <functional>
#include <string>

#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/drill/drill_system.h"
#include "harness/journal/journal.pb.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

struct Brought {
  // Unspecified: the system is there. Else as journal.proto's Failure: inconclusive where the fault
  // was not proved, invalid where the system was not well before it or a proof of it was green
  // already, error where the harness failed.
  Outcome outcome = OUTCOME_UNSPECIFIED;
  std::string message;
};

// `at` is "baseline", "broken" or "rolled-back". The same phases as a drill's, with its load;
// `say` is given a line for each thing that happens.
Brought BringTo(const std::string& at, const Scenario& scenario, DrillSystem& system,
                const std::function<void(const std::string&)>& say, Clock& clock,
                const StopToken& stop);

}  // namespace drill

#endif  // HARNESS_COMMAND_BRING_TO_H_
