// What a gate file must hold.
#ifndef HARNESS_GATE_GATE_VALIDATOR_H_
#define HARNESS_GATE_GATE_VALIDATOR_H_

#include <vector>

#include "absl/time/civil_time.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto.h"
#include "harness/gate/gate.pb.h"
#include "harness/gate/gate_catalogue.h"

namespace drill {

// Every field that gate.proto calls required, every scenario, procedure and target that there is
// not, every value that cannot be. `today` is the day in UTC: a failure is not known for more than
// a year ahead. One that is known no longer is no problem of the file. Appends all problems, none
// stops the search.
void ValidateGate(const Gate& gate, const GateCatalogue& catalogue, absl::CivilDay today,
                  const FieldLocations& locations, std::vector<Problem>* problems);

}  // namespace drill

#endif  // HARNESS_GATE_GATE_VALIDATOR_H_
