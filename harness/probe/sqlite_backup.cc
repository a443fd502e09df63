#include "harness/probe/sqlite_backup.h"

#include <utility>

#include "harness/base/one_line.h"
#include "harness/base/status_macros.h"
#include "harness/database/sqlite_database.h"
#include "harness/probe/locate_sqlite_file.h"

namespace drill {
namespace {

// Of a statement on a file that may hold anything: what SQLite says against it is a fact about the
// file. Only a time that is over says nothing of it.
absl::StatusOr<std::string> Said(SqliteDatabase& copy, const std::string& statement,
                                 absl::Duration timeout) {
  const absl::StatusOr<std::string> value = copy.Value(statement, timeout);
  if (absl::IsDeadlineExceeded(value.status())) return value.status();
  return OneLine(value.ok() ? *value : std::string(value.status().message()));
}

}  // namespace

absl::StatusOr<RestoredBackup> ReadSqliteCopy(const ProbeContext& context, const std::string& path,
                                              absl::Duration timeout) {
  RestoredBackup restored;
  absl::StatusOr<SqliteFile> file = LocateSqliteFile(*context.host, path);
  if (!file.ok()) {
    restored.said = OneLine(file.status().message());
    return restored;
  }
  SqliteDatabase copy(*std::move(file));
  // The first finding alone: a damaged file can have as many as it has pages.
  ASSIGN_OR_RETURN(restored.said, Said(copy, "PRAGMA integrity_check(1)", timeout));
  restored.loaded = restored.said == "ok";
  if (!restored.loaded) return restored;
  restored.said.clear();
  const absl::StatusOr<std::string> revision = copy.Value(context.revision_query, timeout);
  if (revision.ok()) restored.revision = *revision;
  for (const SeededTable& table : context.seeded_tables) {
    absl::StatusOr<TableFacts> facts = copy.Checksum(table, timeout);
    if (absl::IsDeadlineExceeded(facts.status())) return facts.status();
    // One that is not there is what the comparison with the recorded rows tells.
    if (facts.ok()) restored.tables.push_back(*std::move(facts));
  }
  return restored;
}

}  // namespace drill
