// What a scenario must hold by itself, before its stack and runbook are looked at.
#ifndef HARNESS_SCENARIO_SCENARIO_VALIDATOR_H_
#define HARNESS_SCENARIO_SCENARIO_VALIDATOR_H_

#include <string>
#include <vector>

#include "harness/base/problem.h"
#include "harness/base/text_proto.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// Every field that scenario.proto calls required, every value that cannot be, every side file that
// is not below `directory`. Appends all problems, none stops the search.
void ValidateScenario(const Scenario& scenario, const std::string& directory,
                      const FieldLocations& locations, std::vector<Problem>* problems);

}  // namespace drill

#endif  // HARNESS_SCENARIO_SCENARIO_VALIDATOR_H_
