// The rules of a configuration fault.
#ifndef HARNESS_SCENARIO_CONFIGURATION_FAULT_VALIDATOR_H_
#define HARNESS_SCENARIO_CONFIGURATION_FAULT_VALIDATOR_H_

#include <string>

#include "harness/base/field_checker.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Returns whether the fault proves itself.
bool ValidateConfigurationFault(const std::string& path, const ConfigurationFault& fault,
                                FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_CONFIGURATION_FAULT_VALIDATOR_H_
