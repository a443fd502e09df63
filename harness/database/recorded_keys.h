// Which rows every table of a database holds, recorded when a seed is made: they are looked for
// after a rollback (table_contents.h), among those that came since.
#ifndef HARNESS_DATABASE_RECORDED_KEYS_H_
#define HARNESS_DATABASE_RECORDED_KEYS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/facts.pb.h"
#include "harness/database/postgres.h"

namespace drill {

// Of a table with more rows a sample of about so many is recorded, picked by the keys' hashes.
inline constexpr int kMostKeys = 10000;

// Records the keys of every table. Errors as QueryPostgres().
absl::StatusOr<std::vector<RecordedKeys>> RecordKeys(const PostgresLogin& login,
                                                     absl::Duration timeout);

// `recorded` holds what is pointed to.
std::map<std::string, const RecordedKeys*> ByTable(const std::vector<RecordedKeys>& recorded);

// The queries by which RecordKeys() reads a table of any name: what others recorded cannot be
// compared.
std::string KeyQueries();

}  // namespace drill

#endif  // HARNESS_DATABASE_RECORDED_KEYS_H_
