// Count and checksum of the seeded rows of a SQLite table.
#ifndef HARNESS_DATABASE_SQLITE_CHECKSUM_H_
#define HARNESS_DATABASE_SQLITE_CHECKSUM_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/facts.pb.h"
#include "harness/database/sqlite.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Independent of the order of the rows; any changed, missing, added or doubled row changes it.
// InvalidArgument when no column is named; other errors as QuerySqlite.
absl::StatusOr<TableFacts> ChecksumSqliteTable(const SqliteFile& file, const SeededTable& table,
                                               absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_DATABASE_SQLITE_CHECKSUM_H_
