// Restores a stack's backup as its kind asks for.
#ifndef HARNESS_PROBE_RESTORE_BACKUP_H_
#define HARNESS_PROBE_RESTORE_BACKUP_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/probe/backup_restore.h"
#include "harness/probe/probe_context.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// What is unpacked by a command of its own; else a copy where the stack's database is a SQLite file
// and `how` names no server; else into a scratch server. Errors as of each.
absl::StatusOr<RestoredBackup> RestoreBackup(const ProbeContext& context, const BackupRestore& how,
                                             const std::string& path, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_PROBE_RESTORE_BACKUP_H_
