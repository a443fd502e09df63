// A database of a PostgreSQL server.
#ifndef HARNESS_DATABASE_POSTGRES_DATABASE_H_
#define HARNESS_DATABASE_POSTGRES_DATABASE_H_

#include <string>
#include <utility>
#include <vector>

#include "harness/database/postgres.h"
#include "harness/database/sql_database.h"

namespace drill {

class PostgresDatabase : public SqlDatabase {
 public:
  explicit PostgresDatabase(PostgresLogin login) : login_(std::move(login)) {}

  absl::StatusOr<std::vector<SqlRow>> Query(const std::string& statement,
                                            absl::Duration timeout) override;
  absl::StatusOr<SchemaFingerprint> Schema(absl::Duration timeout) override;
  absl::StatusOr<TableFacts> Checksum(const SeededTable& table, absl::Duration timeout) override;
  absl::StatusOr<std::vector<RecordedKeys>> Keys(absl::Duration timeout) override;
  absl::StatusOr<std::vector<TableContents>> Contents(const std::vector<RecordedKeys>& recorded,
                                                      absl::Duration timeout) override;
  absl::StatusOr<std::vector<RowsSince>> RowsThatCame(const std::vector<RecordedKeys>& recorded,
                                                      absl::Duration timeout) override;
  absl::StatusOr<std::vector<CatalogLine>> Catalog(absl::Duration timeout) override;

 private:
  const PostgresLogin login_;
};

}  // namespace drill

#endif  // HARNESS_DATABASE_POSTGRES_DATABASE_H_
