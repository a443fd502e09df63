// A database in a file, as SQLite has it.
#ifndef HARNESS_DATABASE_SQLITE_DATABASE_H_
#define HARNESS_DATABASE_SQLITE_DATABASE_H_

#include <string>
#include <utility>
#include <vector>

#include "harness/database/sql_database.h"
#include "harness/database/sqlite.h"

namespace drill {

class SqliteDatabase : public SqlDatabase {
 public:
  explicit SqliteDatabase(SqliteFile file) : file_(std::move(file)) {}

  absl::StatusOr<std::vector<SqlRow>> Query(const std::string& statement,
                                            absl::Duration timeout) override;
  absl::StatusOr<SchemaFingerprint> Schema(absl::Duration timeout) override;
  absl::StatusOr<TableFacts> Checksum(const SeededTable& table, absl::Duration timeout) override;
  absl::StatusOr<std::vector<RecordedKeys>> Keys(absl::Duration timeout) override;
  absl::StatusOr<std::vector<TableContents>> Contents(const std::vector<RecordedKeys>& recorded,
                                                      absl::Duration timeout) override;
  absl::StatusOr<std::vector<RowsSince>> RowsThatCame(const std::vector<RecordedKeys>& recorded,
                                                      absl::Duration timeout) override;
  // What the file's header says, and whether SQLite finds the file whole: it has neither users nor
  // settings of its own.
  absl::StatusOr<std::vector<CatalogLine>> Catalog(absl::Duration timeout) override;

 private:
  const SqliteFile file_;
};

}  // namespace drill

#endif  // HARNESS_DATABASE_SQLITE_DATABASE_H_
