#include "harness/database/postgres_database.h"

#include "harness/database/recorded_keys.h"
#include "harness/database/rows_since.h"
#include "harness/database/table_checksum.h"

namespace drill {

absl::StatusOr<std::vector<SqlRow>> PostgresDatabase::Query(const std::string& statement,
                                                            absl::Duration timeout) {
  return QueryPostgres(login_, statement, timeout);
}

absl::StatusOr<SchemaFingerprint> PostgresDatabase::Schema(absl::Duration timeout) {
  return ReadSchemaFingerprint(login_, timeout);
}

absl::StatusOr<TableFacts> PostgresDatabase::Checksum(const SeededTable& table,
                                                      absl::Duration timeout) {
  return ChecksumTable(login_, table, timeout);
}

absl::StatusOr<std::vector<RecordedKeys>> PostgresDatabase::Keys(absl::Duration timeout) {
  return RecordKeys(login_, timeout);
}

absl::StatusOr<std::vector<TableContents>> PostgresDatabase::Contents(
    const std::vector<RecordedKeys>& recorded, absl::Duration timeout) {
  return ReadTableContents(login_, recorded, timeout);
}

absl::StatusOr<std::vector<RowsSince>> PostgresDatabase::RowsThatCame(
    const std::vector<RecordedKeys>& recorded, absl::Duration timeout) {
  return ReadRowsSince(login_, recorded, timeout);
}

absl::StatusOr<std::vector<CatalogLine>> PostgresDatabase::Catalog(absl::Duration timeout) {
  return ReadCatalog(login_, timeout);
}

}  // namespace drill
