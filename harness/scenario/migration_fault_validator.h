// What must hold for a migration fault before anything is run.
#ifndef HARNESS_SCENARIO_MIGRATION_FAULT_VALIDATOR_H_
#define HARNESS_SCENARIO_MIGRATION_FAULT_VALIDATOR_H_

#include <string>

#include "harness/base/field_checker.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// `path` is the fault's own; `directory` that of the scenario file. Returns whether the fault
// proves itself: whether it says what effect it has.
bool ValidateMigrationFault(const std::string& path, const MigrationFault& fault,
                            const std::string& directory, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_MIGRATION_FAULT_VALIDATOR_H_
