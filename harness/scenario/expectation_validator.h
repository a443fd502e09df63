// The half of a scenario that says what must come back: recovery, expected, known_bad.
#ifndef HARNESS_SCENARIO_EXPECTATION_VALIDATOR_H_
#define HARNESS_SCENARIO_EXPECTATION_VALIDATOR_H_

#include <set>
#include <string>
#include <vector>

#include "harness/base/field_checker.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// The checks that every drill runs; CheckResult.name begins with one of them, or is the name of one
// of `expected.probes`.
const std::vector<std::string>& KnownChecks();

// Probe names of the file go into `names`, where those of the fault already are.
void ValidateExpectations(const Scenario& scenario, std::set<std::string>* names,
                          FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_EXPECTATION_VALIDATOR_H_
