// What a database server has besides tables and rows, of which the schema's fingerprint tells: who
// may do what, what acts by itself, what is switched off, how the server is set.
#ifndef HARNESS_DATABASE_CATALOG_H_
#define HARNESS_DATABASE_CATALOG_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/postgres.h"

namespace drill {

struct CatalogLine {
  enum class Meaning {
    // The entry has an effect, or prevents one.
    kActs,
    // A new entry has no effect by itself; a changed or missing one has.
    kIdleWhenNew,
    // The entry is a comment for people.
    kRemark,
  };

  // "role app", "table public.notes", "server".
  std::string object;
  // "owner", "grants"; empty: that the object is there.
  std::string field;
  std::string value;
  Meaning meaning = Meaning::kActs;
};

// Reads the catalog of the whole server where this login may read that, else of its database.
// Errors as QueryPostgres().
absl::StatusOr<std::vector<CatalogLine>> ReadCatalog(const PostgresLogin& login,
                                                     absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_DATABASE_CATALOG_H_
