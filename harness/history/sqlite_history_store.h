// A history in one file of SQLite's, for one machine or one working directory.
#ifndef HARNESS_HISTORY_SQLITE_HISTORY_STORE_H_
#define HARNESS_HISTORY_SQLITE_HISTORY_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "harness/history/history_store.h"

namespace drill {

// Makes the file, and the directory that it is to lie in, when they are not there. Errors of this
// and of the store:
//   Unavailable: the file cannot be made, opened, written or locked (a full disk, no permission,
//   another writer for longer than 30 s); FailedPrecondition: it is no database of SQLite's, or it
//   is damaged.
absl::StatusOr<std::unique_ptr<HistoryStore>> OpenSqliteHistory(const std::string& file);

}  // namespace drill

#endif  // HARNESS_HISTORY_SQLITE_HISTORY_STORE_H_
