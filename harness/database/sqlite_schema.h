// The schema of a SQLite database as canonical text: equal texts, equal schemas.
#ifndef HARNESS_DATABASE_SQLITE_SCHEMA_H_
#define HARNESS_DATABASE_SQLITE_SCHEMA_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/schema_fingerprint.h"
#include "harness/database/sqlite.h"

namespace drill {

// One object a line, sorted: tables with their options, columns, keys, foreign keys, checks as they
// are written, indexes, views, triggers. The order of columns is left out, and so are quotes,
// comments and white space, in which a table that was made anew differs. Errors as QuerySqlite.
absl::StatusOr<SchemaFingerprint> ReadSqliteSchema(const SqliteFile& file, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_DATABASE_SQLITE_SCHEMA_H_
