// Which rows every table of a SQLite database holds, and what the rows of a recording hold now:
// recorded_keys.h and table_contents.h for that engine.
#ifndef HARNESS_DATABASE_SQLITE_ROWS_H_
#define HARNESS_DATABASE_SQLITE_ROWS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/facts.pb.h"
#include "harness/database/sqlite.h"
#include "harness/database/table_contents.h"

namespace drill {

// Of a table with more than kMostKeys rows a sample is recorded, without its highest key. Errors as
// QuerySqlite.
absl::StatusOr<std::vector<RecordedKeys>> RecordSqliteKeys(const SqliteFile& file,
                                                           absl::Duration timeout);

// Reads every table that exists now. Errors as QuerySqlite.
absl::StatusOr<std::vector<TableContents>> ReadSqliteContents(
    const SqliteFile& file, const std::vector<RecordedKeys>& recorded, absl::Duration timeout);

// As ReadRowsSince() of rows_since.h: of a sample of keys, those of the sample. Errors as
// QuerySqlite.
absl::StatusOr<std::vector<RowsSince>> ReadSqliteRowsSince(
    const SqliteFile& file, const std::vector<RecordedKeys>& recorded, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_DATABASE_SQLITE_ROWS_H_
