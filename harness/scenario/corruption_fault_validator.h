// What a corruption fault must hold.
#ifndef HARNESS_SCENARIO_CORRUPTION_FAULT_VALIDATOR_H_
#define HARNESS_SCENARIO_CORRUPTION_FAULT_VALIDATOR_H_

#include <string>

#include "harness/base/field_checker.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Returns whether the fault proves itself: every kind does.
bool ValidateCorruptionFault(const std::string& path, const CorruptionFault& fault,
                             FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_CORRUPTION_FAULT_VALIDATOR_H_
