// A disk without room.
#ifndef HARNESS_FAULT_DISK_FAULT_H_
#define HARNESS_FAULT_DISK_FAULT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Fills the file system of the fault's path, or uses up its inodes. Proved by a canary that does
// not fit and by what is free. FailedPrecondition when it is no limited disk (see LimitedDisk), is
// full already, or cannot hold what is to fill it.
absl::StatusOr<Injection> InjectDisk(const DiskFault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_DISK_FAULT_H_
