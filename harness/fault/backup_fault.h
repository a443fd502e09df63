// Backups that are worth nothing when they are needed.
#ifndef HARNESS_FAULT_BACKUP_FAULT_H_
#define HARNESS_FAULT_BACKUP_FAULT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// See BackupFault in fault.proto, and docs/faults/backup.md. FailedPrecondition where no file
// matches.
absl::StatusOr<Injection> InjectBackup(const BackupFault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_BACKUP_FAULT_H_
