// The rules of a process fault.
#ifndef HARNESS_SCENARIO_PROCESS_FAULT_VALIDATOR_H_
#define HARNESS_SCENARIO_PROCESS_FAULT_VALIDATOR_H_

#include <string>

#include "harness/base/field_checker.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Returns whether the fault proves itself.
bool ValidateProcessFault(const std::string& path, const ProcessFault& fault,
                          FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_PROCESS_FAULT_VALIDATOR_H_
