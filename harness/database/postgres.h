// Reading from a PostgreSQL server; the only file of this room that meets libpqxx and its
// exceptions.
#ifndef HARNESS_DATABASE_POSTGRES_H_
#define HARNESS_DATABASE_POSTGRES_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/sql_row.h"
#include "harness/database/stored_password.h"

namespace drill {

struct PostgresLogin {
  // An IP address, or the directory of a Unix socket.
  std::string address;
  int port = 5432;
  std::string name;
  std::string user;
  std::string password;
  // Asked for another password when the server has refused this one; nullopt where there is none.
  // May be empty. Must be callable from several threads.
  std::function<std::optional<std::string>(const std::string& refused)> other_password;
  // Passwords that roles of this server may have, this login's and others'. May be empty.
  std::function<KnownPasswords()> known_passwords;
};

// Runs one statement in a fresh connection, in a read-only transaction that the server itself ends
// after `timeout`. Must be called where the address can be reached (DrillHost::InNetwork). Errors,
// none of which holds the password:
//   Unavailable: no connection (refused, still starting, wrong login);
//   Aborted: it broke while the statement ran, or the server broke it off;
//   DeadlineExceeded: the statement took too long;
//   FailedPrecondition: the server rejected the statement, e.g. for a missing table.
absl::StatusOr<std::vector<SqlRow>> QueryPostgres(const PostgresLogin& login,
                                                  const std::string& statement,
                                                  absl::Duration timeout);

// As QueryPostgres, in a transaction that may write and is rolled back: `preparation` makes what
// the statement needs. Unimplemented: the server rejected the preparation.
absl::StatusOr<std::vector<SqlRow>> QueryPostgresUndone(const PostgresLogin& login,
                                                        const std::string& preparation,
                                                        const std::string& statement,
                                                        absl::Duration timeout);

// As QueryPostgres, for a statement that must return one row of one column; OutOfRange when it
// returned something else. NULL is the text "NULL".
absl::StatusOr<std::string> QueryPostgresValue(const PostgresLogin& login,
                                               const std::string& statement,
                                               absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_DATABASE_POSTGRES_H_
