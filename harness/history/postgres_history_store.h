// A history in a PostgreSQL database, for a team whose machines share it.
#ifndef HARNESS_HISTORY_POSTGRES_HISTORY_STORE_H_
#define HARNESS_HISTORY_POSTGRES_HISTORY_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "harness/history/history_store.h"

namespace drill {

// `url` is a connection URI as libpq documents it:
// postgresql://user:password@host/database?options. Errors of this and of the store never hold the
// password:
//   Unavailable: the server cannot be reached, refuses the login, is out of space, or went away;
//   another writer for longer than 30 s; FailedPrecondition: it rejected a statement, e.g. for a
//   missing right.
absl::StatusOr<std::unique_ptr<HistoryStore>> OpenPostgresHistory(const std::string& url);

}  // namespace drill

#endif  // HARNESS_HISTORY_POSTGRES_HISTORY_STORE_H_
