// Whether the limits that a scenario sets for the load's requests can be met and missed.
#ifndef HARNESS_SCENARIO_SERVICE_LEVEL_VALIDATOR_H_
#define HARNESS_SCENARIO_SERVICE_LEVEL_VALIDATOR_H_

#include "harness/base/field_checker.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// Adds all problems of `expected.service_level`, if it is set.
void ValidateServiceLevel(const Expected& expected, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_SERVICE_LEVEL_VALIDATOR_H_
