// Whether a network fault says all that it needs, and nothing that its kind does not know.
#ifndef HARNESS_SCENARIO_NETWORK_FAULT_VALIDATOR_H_
#define HARNESS_SCENARIO_NETWORK_FAULT_VALIDATOR_H_

#include <string>

#include "harness/base/field_checker.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Returns whether the family proves itself: always.
bool ValidateNetworkFault(const std::string& path, const NetworkFault& fault,
                          FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_NETWORK_FAULT_VALIDATOR_H_
