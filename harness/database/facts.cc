#include "harness/database/facts.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/database/recorded_keys.h"
#include "harness/database/schema_fingerprint.h"
#include "harness/database/table_checksum.h"

namespace drill {
namespace {

// Generous, since the machine is busy with other work while a seed is made.
constexpr absl::Duration kQueryLimit = absl::Seconds(60);
// Raised whenever the facts of a SQLite file are read otherwise.
constexpr char kSqliteFacts[] = "SQLite facts 1";
constexpr char kUserVersion[] = "PRAGMA user_version";
constexpr char kAlembicRevision[] = "SELECT version_num FROM alembic_version";

absl::Status RecordSchema(SqlDatabase& found, const Database& database, ReleaseFacts* facts) {
  ASSIGN_OR_RETURN(const std::string revision, found.Value(RevisionQuery(database), kQueryLimit));
  ASSIGN_OR_RETURN(SchemaFingerprint schema, found.Schema(kQueryLimit));
  facts->set_schema_revision(revision);
  facts->set_schema_text(std::move(schema.text));
  facts->set_schema_sha256(schema.sha256);
  return absl::OkStatus();
}

}  // namespace

const ReleaseFacts& FactsOfDatabase(const ReleaseFacts& facts, const std::string& id) {
  if (id.empty()) return facts;
  const auto found = facts.databases().find(id);
  return found == facts.databases().end() ? ReleaseFacts::default_instance() : found->second;
}

bool IsNamed(const Database& database) {
  return !database.service().empty() || !database.file().empty();
}

std::string RevisionQuery(const Database& database) {
  if (!database.revision_query().empty()) return database.revision_query();
  return database.file().empty() ? kAlembicRevision : kUserVersion;
}

std::string FactsQueries(const Database& database) {
  std::string queries =
      absl::StrCat(RevisionQuery(database), "\n", SchemaQuery(), "\n", KeyQueries(), "\n");
  if (!database.file().empty()) absl::StrAppend(&queries, kSqliteFacts, "\n");
  // A table that no database has, so that the text holds the checksum query even when no table is
  // seeded.
  SeededTable any;
  any.set_table("t");
  any.add_columns("c");
  absl::StrAppend(&queries, ChecksumQuery(any), "\n");
  for (const SeededTable& table : database.seeded_tables())
    absl::StrAppend(&queries, ChecksumQuery(table), "\n");
  return queries;
}

absl::Status RecordDatabase(SqlDatabase& found, const Database& database, ReleaseFacts* facts) {
  RETURN_IF_ERROR(RecordSchema(found, database, facts));
  for (const SeededTable& table : database.seeded_tables()) {
    ASSIGN_OR_RETURN(*facts->add_tables(), found.Checksum(table, kQueryLimit));
  }
  ASSIGN_OR_RETURN(const std::vector<RecordedKeys> keys, found.Keys(kQueryLimit));
  facts->mutable_keys()->Add(keys.begin(), keys.end());
  return absl::OkStatus();
}

}  // namespace drill
