// A real PostgreSQL server of a test's own, on a Unix socket.
//
//   auto server = LocalPostgres::Start();
//   if (absl::IsUnimplemented(server.status())) GTEST_SKIP() << server.status();
#ifndef HARNESS_TESTING_LOCAL_POSTGRES_H_
#define HARNESS_TESTING_LOCAL_POSTGRES_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/database/postgres.h"

namespace drill {

// Stopped and removed with the object.
class LocalPostgres {
 public:
  // Unimplemented when no server is installed (Debian: postgresql); Internal when it does not
  // start.
  static absl::StatusOr<std::unique_ptr<LocalPostgres>> Start();
  ~LocalPostgres();

  // Logs in as the superuser to an own, empty database "test".
  const PostgresLogin& login() const { return login_; }

  // Runs statements by psql, which stops at the first error.
  absl::Status Execute(const std::string& statements) const;

 private:
  LocalPostgres() = default;

  std::string binaries_;
  std::string directory_;
  PostgresLogin login_;
};

}  // namespace drill

#endif  // HARNESS_TESTING_LOCAL_POSTGRES_H_
