#include "harness/database/sqlite_database.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/one_line.h"
#include "harness/base/status_macros.h"
#include "harness/database/sqlite_checksum.h"
#include "harness/database/sqlite_rows.h"
#include "harness/database/sqlite_schema.h"

namespace drill {
namespace {

struct Property {
  const char* field;
  const char* pragma;
};

constexpr Property kProperties[] = {{"user version", "user_version"},
                                    {"application id", "application_id"},
                                    {"encoding", "encoding"},
                                    {"auto vacuum", "auto_vacuum"}};

// The findings of a check, of which a whole file has the one line "ok".
std::string FindingsOf(const std::vector<SqlRow>& rows) {
  std::vector<std::string> findings;
  for (const SqlRow& row : rows) findings.push_back(OneLine(row[0].value_or("")));
  return OneLine(absl::StrJoin(findings, "; "));
}

}  // namespace

absl::StatusOr<std::vector<SqlRow>> SqliteDatabase::Query(const std::string& statement,
                                                          absl::Duration timeout) {
  return QuerySqlite(file_, statement, timeout);
}

absl::StatusOr<SchemaFingerprint> SqliteDatabase::Schema(absl::Duration timeout) {
  return ReadSqliteSchema(file_, timeout);
}

absl::StatusOr<TableFacts> SqliteDatabase::Checksum(const SeededTable& table,
                                                    absl::Duration timeout) {
  return ChecksumSqliteTable(file_, table, timeout);
}

absl::StatusOr<std::vector<RecordedKeys>> SqliteDatabase::Keys(absl::Duration timeout) {
  return RecordSqliteKeys(file_, timeout);
}

absl::StatusOr<std::vector<TableContents>> SqliteDatabase::Contents(
    const std::vector<RecordedKeys>& recorded, absl::Duration timeout) {
  return ReadSqliteContents(file_, recorded, timeout);
}

absl::StatusOr<std::vector<RowsSince>> SqliteDatabase::RowsThatCame(
    const std::vector<RecordedKeys>& recorded, absl::Duration timeout) {
  return ReadSqliteRowsSince(file_, recorded, timeout);
}

absl::StatusOr<std::vector<CatalogLine>> SqliteDatabase::Catalog(absl::Duration timeout) {
  const std::string object = "database";
  std::vector<CatalogLine> lines;
  for (const Property& property : kProperties) {
    ASSIGN_OR_RETURN(const std::string value,
                     Value(absl::StrCat("PRAGMA ", property.pragma), timeout));
    lines.push_back({object, property.field, value});
  }
  ASSIGN_OR_RETURN(const std::vector<SqlRow> whole, Query("PRAGMA integrity_check", timeout));
  lines.push_back({object, "integrity", FindingsOf(whole)});
  ASSIGN_OR_RETURN(const std::vector<SqlRow> orphans, Query("PRAGMA foreign_key_check", timeout));
  lines.push_back({object, "rows without what they refer to", absl::StrCat(orphans.size())});
  return lines;
}

}  // namespace drill
