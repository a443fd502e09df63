// The database's password, as a file on the drill host says it: a value by itself
// (POSTGRES_PASSWORD) or the password in a URL (DATABASE_URL).
#ifndef HARNESS_PROBE_DATABASE_PASSWORD_H_
#define HARNESS_PROBE_DATABASE_PASSWORD_H_

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "harness/database/stored_password.h"
#include "harness/host/drill_host.h"

namespace drill {

// Thread-safe.
class DatabasePassword {
 public:
  // `from` is "/PATH:KEY", by compose's rules for such files. `host` must outlive the object.
  // Errors: InvalidArgument, NotFound where it leads nowhere.
  static absl::StatusOr<std::shared_ptr<DatabasePassword>> Read(const DrillHost& host,
                                                                const std::string& from);

  // As it was read last.
  std::string value() const;

  // By their keys, each value of the file as it is now, and of a URL the password in it. None where
  // the file cannot be read.
  KnownPasswords Known() const;

  // Another password than the one that was refused: the one that was read since, or the one that
  // stands in the file now, for a rollback may bring an older file back. nullopt where there is no
  // other one.
  std::optional<std::string> Other(const std::string& refused);

 private:
  DatabasePassword(const DrillHost& host, std::string from, std::string value)
      : host_(host), from_(std::move(from)), value_(std::move(value)) {}

  const DrillHost& host_;
  const std::string from_;
  mutable std::mutex mutex_;
  std::string value_;
};

}  // namespace drill

#endif  // HARNESS_PROBE_DATABASE_PASSWORD_H_
