// Checks of a memory fault.
#ifndef HARNESS_SCENARIO_MEMORY_FAULT_VALIDATOR_H_
#define HARNESS_SCENARIO_MEMORY_FAULT_VALIDATOR_H_

#include <string>

#include "harness/base/field_checker.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Returns whether the fault proves itself: every kind does.
bool ValidateMemoryFault(const std::string& path, const MemoryFault& fault, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_MEMORY_FAULT_VALIDATOR_H_
