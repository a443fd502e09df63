// Where a SQLite database lies on a drill host.
#ifndef HARNESS_PROBE_LOCATE_SQLITE_FILE_H_
#define HARNESS_PROBE_LOCATE_SQLITE_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/database/sqlite.h"
#include "harness/host/drill_host.h"

namespace drill {

// The file at an absolute path of the host. Links on the way lead where they lead inside the host.
// FailedPrecondition when its directory is not there; whether the file is, a query finds out.
absl::StatusOr<SqliteFile> LocateSqliteFile(const DrillHost& host, const std::string& path);

}  // namespace drill

#endif  // HARNESS_PROBE_LOCATE_SQLITE_FILE_H_
