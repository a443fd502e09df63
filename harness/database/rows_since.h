// The rows that came to every table of a PostgreSQL database since its keys were recorded.
#ifndef HARNESS_DATABASE_ROWS_SINCE_H_
#define HARNESS_DATABASE_ROWS_SINCE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/facts.pb.h"
#include "harness/database/postgres.h"

namespace drill {

// Most rows of a table that are noted. Of more, those with the lowest hashes are: mostly the same
// ones at each look, however many more there are then.
inline constexpr int kMostRowsSince = 1000;

// Of a table of which only a sample of keys was recorded, a row came since if its key is a higher
// number than all were, or else, up to a million rows, if its stamp is a later time. Without the
// tables that have neither, and those that are not read (table_contents.h). Errors as
// QueryPostgres().
absl::StatusOr<std::vector<RowsSince>> ReadRowsSince(const PostgresLogin& login,
                                                     const std::vector<RecordedKeys>& recorded,
                                                     absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_DATABASE_ROWS_SINCE_H_
