// The kinds of faults by name.
#ifndef HARNESS_SCENARIO_FAULT_FAMILY_H_
#define HARNESS_SCENARIO_FAULT_FAMILY_H_

#include <string>
#include <vector>

#include "harness/scenario/fault.pb.h"

namespace drill {

// "migration", "process": the family's name in the scenario format; "none" when nothing is set.
std::string FaultFamily(const Fault& fault);

// All of them, in the order of the format.
std::vector<std::string> FaultFamilies();

}  // namespace drill

#endif  // HARNESS_SCENARIO_FAULT_FAMILY_H_
