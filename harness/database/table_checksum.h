// Count and checksum of a table's seeded rows, made by the server.
#ifndef HARNESS_DATABASE_TABLE_CHECKSUM_H_
#define HARNESS_DATABASE_TABLE_CHECKSUM_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/facts.pb.h"
#include "harness/database/postgres.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Independent of the order of the rows; any changed, missing, added or doubled row changes it.
// InvalidArgument when no column is named; other errors as QueryPostgres.
absl::StatusOr<TableFacts> ChecksumTable(const PostgresLogin& login, const SeededTable& table,
                                         absl::Duration timeout);

// The statement behind it: one row of two columns, the count and the checksum. What it returns
// depends on the session's settings of time zone and number formats.
std::string ChecksumQuery(const SeededTable& table);

}  // namespace drill

#endif  // HARNESS_DATABASE_TABLE_CHECKSUM_H_
