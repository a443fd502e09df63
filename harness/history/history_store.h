// A database that a history is kept in: statements, and transactions around them.
#ifndef HARNESS_HISTORY_HISTORY_STORE_H_
#define HARNESS_HISTORY_HISTORY_STORE_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/database/sql_row.h"

namespace drill {

class HistoryStore {
 public:
  virtual ~HistoryStore() = default;

  // One statement with its parameters $1, $2, … in their order. The SQL is what SQLite and
  // PostgreSQL have in common.
  virtual absl::StatusOr<std::vector<SqlRow>> Execute(const std::string& statement,
                                                      const SqlRow& parameters) = 0;

  // Everything that `body` does, or nothing. One writer at a time: others wait, for 30 s at most.
  virtual absl::Status Transact(const std::function<absl::Status()>& body) = 0;

  // Names of the tables that are there, in the schema that new ones would be made in.
  virtual absl::StatusOr<std::vector<std::string>> Tables() = 0;

  // What a person calls it: the file, or the URL without its password.
  virtual std::string shown() const = 0;
};

}  // namespace drill

#endif  // HARNESS_HISTORY_HISTORY_STORE_H_
