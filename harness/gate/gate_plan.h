// What a gate file asks for, scenario by scenario.
#ifndef HARNESS_GATE_GATE_PLAN_H_
#define HARNESS_GATE_GATE_PLAN_H_

#include "harness/gate/gate_catalogue.h"
#include "harness/gate/gate_loader.h"
#include "harness/journal/gate_report.pb.h"

namespace drill {

// The report of a gate in which nothing has happened yet: a result for each scenario with what is
// required of it, and the evidence that must be fresh. `loaded` has no problems and was loaded with
// this catalogue. A scenario that an entry names alone has that entry's rules, wherever a directory
// holds it, too.
GateReport PlanGate(const LoadedGate& loaded, const GateCatalogue& catalogue);

// Leaves, of a planned gate whose evidence is judged, the results of those scenarios that renew
// what closes it. Where the gate does not drill one of them, it is added with the rules that an
// entry has by default.
void KeepStaleOnly(GateReport& report);

}  // namespace drill

#endif  // HARNESS_GATE_GATE_PLAN_H_
