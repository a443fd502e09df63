// The rules of a clock fault.
#ifndef HARNESS_SCENARIO_CLOCK_FAULT_VALIDATOR_H_
#define HARNESS_SCENARIO_CLOCK_FAULT_VALIDATOR_H_

#include <string>

#include "harness/base/field_checker.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Returns whether the fault proves itself.
bool ValidateClockFault(const std::string& path, const ClockFault& fault, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_CLOCK_FAULT_VALIDATOR_H_
