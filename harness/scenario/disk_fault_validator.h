// Checks of a disk fault.
#ifndef HARNESS_SCENARIO_DISK_FAULT_VALIDATOR_H_
#define HARNESS_SCENARIO_DISK_FAULT_VALIDATOR_H_

#include <string>

#include "google/protobuf/repeated_field.h"
#include "harness/base/field_checker.h"
#include "harness/scenario/fault.pb.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// Returns whether the fault proves itself: every kind does.
bool ValidateDiskFault(const std::string& path, const DiskFault& fault, FieldChecker* checker);

// What it fills must be one of the scenario's own disks.
void CheckDiskOf(const std::string& path, const DiskFault& fault,
                 const google::protobuf::RepeatedPtrField<Disk>& disks, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_DISK_FAULT_VALIDATOR_H_
