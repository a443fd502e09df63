// What a copy of a SQLite database is worth.
#ifndef HARNESS_PROBE_SQLITE_BACKUP_H_
#define HARNESS_PROBE_SQLITE_BACKUP_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/probe/backup_restore.h"
#include "harness/probe/probe_context.h"

namespace drill {

// Reads the copy where it lies on the drill host, with its write-ahead log if it has one; nothing
// is written. It is loaded when SQLite finds it whole; `said` is the first thing that it finds
// otherwise. DeadlineExceeded when that takes longer than `timeout`.
absl::StatusOr<RestoredBackup> ReadSqliteCopy(const ProbeContext& context, const std::string& path,
                                              absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_PROBE_SQLITE_BACKUP_H_
