// What a drill reads of a database, whatever its engine.
#ifndef HARNESS_DATABASE_SQL_DATABASE_H_
#define HARNESS_DATABASE_SQL_DATABASE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/catalog.h"
#include "harness/database/facts.pb.h"
#include "harness/database/schema_fingerprint.h"
#include "harness/database/sql_row.h"
#include "harness/database/table_contents.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// One engine's way to one database. Nothing is ever written to it. Used from within the drill
// host's network (DrillHost::InNetwork); each call finds out anew whether the database is there.
// Errors of every call:
//   Unavailable: the database cannot be reached or opened;
//   Aborted: the connection broke while a statement ran;
//   DeadlineExceeded: that took longer than `timeout`;
//   FailedPrecondition: the engine rejected the statement, e.g. for a missing table or damage.
class SqlDatabase {
 public:
  virtual ~SqlDatabase() = default;

  // Runs one statement, which must read only.
  virtual absl::StatusOr<std::vector<SqlRow>> Query(const std::string& statement,
                                                    absl::Duration timeout) = 0;
  // The whole schema (schema_fingerprint.h).
  virtual absl::StatusOr<SchemaFingerprint> Schema(absl::Duration timeout) = 0;
  // Count and checksum of a table's seeded rows (table_checksum.h).
  virtual absl::StatusOr<TableFacts> Checksum(const SeededTable& table, absl::Duration timeout) = 0;
  // The keys of all rows (recorded_keys.h).
  virtual absl::StatusOr<std::vector<RecordedKeys>> Keys(absl::Duration timeout) = 0;
  // What the rows of these keys hold now, of every table (table_contents.h).
  virtual absl::StatusOr<std::vector<TableContents>> Contents(
      const std::vector<RecordedKeys>& recorded, absl::Duration timeout) = 0;
  // The rows that came since to every table, as far as that is known (rows_since.h).
  virtual absl::StatusOr<std::vector<RowsSince>> RowsThatCame(
      const std::vector<RecordedKeys>& recorded, absl::Duration timeout) = 0;
  // What there is besides tables and rows (catalog.h).
  virtual absl::StatusOr<std::vector<CatalogLine>> Catalog(absl::Duration timeout) = 0;

  // Of a statement that must return one value, else OutOfRange (OnlyValue()).
  absl::StatusOr<std::string> Value(const std::string& statement, absl::Duration timeout) {
    const absl::StatusOr<std::vector<SqlRow>> rows = Query(statement, timeout);
    return rows.ok() ? OnlyValue(*rows) : rows.status();
  }
};

}  // namespace drill

#endif  // HARNESS_DATABASE_SQL_DATABASE_H_
