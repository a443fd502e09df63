// What must hold for a release fault before anything is run.
#ifndef HARNESS_SCENARIO_RELEASE_FAULT_VALIDATOR_H_
#define HARNESS_SCENARIO_RELEASE_FAULT_VALIDATOR_H_

#include <string>

#include "harness/base/field_checker.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// `path` is the fault's own. Returns whether the fault proves itself: whether it says how it shows.
bool ValidateReleaseFault(const std::string& path, const ReleaseFault& fault,
                          FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_RELEASE_FAULT_VALIDATOR_H_
