// Reading from a SQLite database; the only file of this room that meets SQLite's library.
#ifndef HARNESS_DATABASE_SQLITE_H_
#define HARNESS_DATABASE_SQLITE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/descriptor.h"
#include "harness/database/sql_row.h"

namespace drill {

// A database's file on a drill host. The directory stays the one that was opened, whatever the host
// puts in its place.
struct SqliteFile {
  // Holds the file and what SQLite keeps beside it: the write-ahead log, the journal.
  Descriptor directory;
  // Its name there.
  std::string name;
  // What a person calls it, for errors: "/app/data/memory.db".
  std::string shown;
};

// Runs one statement, which must read only. The application is not disturbed: nothing is written
// beside its files, no lock is held longer than the statement takes, and what its write-ahead log
// holds is seen. Where nobody has the database open, a log or journal that was left behind is
// applied to a copy. Errors:
//   Unavailable: there is no such file, or it cannot be opened, or it stayed locked;
//   DeadlineExceeded: the statement took longer than `timeout`;
//   FailedPrecondition: SQLite rejected the statement (a missing table, a damaged file, what is no
//   database), or it would have written or opened another file.
absl::StatusOr<std::vector<SqlRow>> QuerySqlite(const SqliteFile& file,
                                                const std::string& statement,
                                                absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_DATABASE_SQLITE_H_
