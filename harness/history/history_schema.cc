#include "harness/history/history_schema.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr char kVersionTable[] = "history_version";

using Step = std::vector<const char*>;

// In the words that SQLite and PostgreSQL share. Times are UTC, RFC 3339 with six digits of a
// second, so that they sort as text; truth is 0 or 1; durations are milliseconds, NULL where
// nothing was measured. A step that was ever released is not changed: a new version is a new step.
const std::vector<Step>& Steps() {
  static const std::vector<Step>& steps = *new std::vector<Step>{
      // Version 1.
      {"CREATE TABLE drill (id TEXT PRIMARY KEY, started_at TEXT NOT NULL, run_directory TEXT NOT "
       "NULL, "
       "scenario TEXT NOT NULL, stack TEXT NOT NULL, procedure_id TEXT NOT NULL, heading TEXT NOT "
       "NULL, "
       "release TEXT NOT NULL, control TEXT NOT NULL, outcome TEXT NOT NULL, exit_code BIGINT NOT "
       "NULL, "
       "as_expected BIGINT NOT NULL, over_target BIGINT NOT NULL, total_ms DOUBLE PRECISION, "
       "commands_ms DOUBLE PRECISION, recovery_ms DOUBLE PRECISION, inputs_sha256 TEXT NOT NULL, "
       "document_sha256 TEXT NOT NULL, scenario_sha256 TEXT NOT NULL, stack_sha256 TEXT NOT NULL, "
       "seed TEXT NOT NULL, seed_hash TEXT NOT NULL, harness_sha256 TEXT NOT NULL, "
       "harness_commit TEXT NOT NULL, kernel TEXT NOT NULL, system TEXT NOT NULL, "
       "processor TEXT NOT NULL, processors BIGINT, memory_bytes BIGINT, engine_version TEXT NOT "
       "NULL, "
       "compose_version TEXT NOT NULL, load_average DOUBLE PRECISION, summary TEXT NOT NULL)",
       "CREATE INDEX drill_by_scenario ON drill (scenario, started_at)",
       "CREATE INDEX drill_by_inputs ON drill (inputs_sha256)",
       "CREATE TABLE phase (drill_id TEXT NOT NULL REFERENCES drill (id), number BIGINT NOT NULL, "
       "name TEXT NOT NULL, started_ms DOUBLE PRECISION, duration_ms DOUBLE PRECISION, "
       "PRIMARY KEY (drill_id, number))",
       "CREATE TABLE command (drill_id TEXT NOT NULL REFERENCES drill (id), number BIGINT NOT "
       "NULL, "
       "line BIGINT NOT NULL, text TEXT NOT NULL, run_text TEXT NOT NULL, verbatim BIGINT NOT "
       "NULL, "
       "exit_code BIGINT NOT NULL, signal BIGINT NOT NULL, timed_out BIGINT NOT NULL, "
       "duration_ms DOUBLE PRECISION, PRIMARY KEY (drill_id, number))",
       "CREATE TABLE target (drill_id TEXT NOT NULL REFERENCES drill (id), number BIGINT NOT NULL, "
       "name TEXT NOT NULL, limit_ms DOUBLE PRECISION NOT NULL, measured_ms DOUBLE PRECISION, "
       "met BIGINT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (drill_id, number))",
       "CREATE TABLE check_result (drill_id TEXT NOT NULL REFERENCES drill (id), "
       "number BIGINT NOT NULL, name TEXT NOT NULL, phase TEXT NOT NULL, passed BIGINT NOT NULL, "
       "skipped BIGINT NOT NULL, undecided BIGINT NOT NULL, expected TEXT NOT NULL, "
       "actual TEXT NOT NULL, PRIMARY KEY (drill_id, number))"},
  };
  return steps;
}

absl::StatusOr<int> VersionOf(HistoryStore& store) {
  ASSIGN_OR_RETURN(const std::vector<std::string> tables, store.Tables());
  if (tables.empty()) return 0;
  if (std::find(tables.begin(), tables.end(), kVersionTable) == tables.end()) {
    return absl::FailedPreconditionError(
        absl::StrCat(store.shown(), " is no history: it holds the tables ",
                     absl::StrJoin(tables, ", "), "; name another place by --history"));
  }
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                   store.Execute(absl::StrCat("SELECT max(version) FROM ", kVersionTable), {}));
  int version = 0;
  if (rows.size() != 1 || !rows[0][0] || !absl::SimpleAtoi(*rows[0][0], &version)) {
    return absl::FailedPreconditionError(absl::StrCat(
        store.shown(), " is a history without a version; name another place by --history"));
  }
  return version;
}

absl::Status Upgrade(HistoryStore& store, int version) {
  if (version == 0) {
    RETURN_IF_ERROR(
        store
            .Execute(absl::StrCat("CREATE TABLE ", kVersionTable, " (version BIGINT NOT NULL)"), {})
            .status());
  }
  for (; version < HistorySchemaVersion(); ++version) {
    for (const char* const statement : Steps()[version])
      RETURN_IF_ERROR(store.Execute(statement, {}).status());
    RETURN_IF_ERROR(store
                        .Execute(absl::StrCat("INSERT INTO ", kVersionTable, " VALUES ($1)"),
                                 {absl::StrCat(version + 1)})
                        .status());
  }
  return absl::OkStatus();
}

}  // namespace

int HistorySchemaVersion() { return static_cast<int>(Steps().size()); }

absl::Status EnsureHistorySchema(HistoryStore& store) {
  // The usual case takes no lock.
  ASSIGN_OR_RETURN(const int found, VersionOf(store));
  if (found == HistorySchemaVersion()) return absl::OkStatus();
  if (found > HistorySchemaVersion()) {
    return absl::FailedPreconditionError(
        absl::StrCat(store.shown(), " was written by a newer harness: its schema is version ",
                     found, ", this program knows ", HistorySchemaVersion(),
                     "; use that harness, or name another place by --history"));
  }
  return store.Transact([&store]() -> absl::Status {
    // Another process may have made it meanwhile.
    ASSIGN_OR_RETURN(const int version, VersionOf(store));
    return Upgrade(store, version);
  });
}

}  // namespace drill
