// What a scenario says of its stack, against the stack.
#ifndef HARNESS_STACK_REFERENCE_VALIDATOR_H_
#define HARNESS_STACK_REFERENCE_VALIDATOR_H_

#include <vector>

#include "harness/base/problem.h"
#include "harness/base/text_proto.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Releases, services, steady-state probes that are not the stack's; a database, a load or a deploy
// command that it does not have. `locations` are the scenario's. Appends all problems.
void ValidateReferences(const Scenario& scenario, const Stack& stack,
                        const FieldLocations& locations, std::vector<Problem>* problems);

}  // namespace drill

#endif  // HARNESS_STACK_REFERENCE_VALIDATOR_H_
