// Checks of what a scenario says goes wrong.
#ifndef HARNESS_SCENARIO_FAULT_VALIDATOR_H_
#define HARNESS_SCENARIO_FAULT_VALIDATOR_H_

#include <set>
#include <string>

#include "harness/base/field_checker.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// `path` is the fault's own, such as "fault[0]"; `directory` that of the scenario file; `names`
// those of all probes so far.
void ValidateFault(const std::string& path, const Fault& fault, const std::string& directory,
                   std::set<std::string>* names, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_FAULT_VALIDATOR_H_
