#include "harness/history/history.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/enum_text.h"
#include "harness/base/proto_json.h"
#include "harness/base/status_macros.h"
#include "harness/history/history_rows.h"
#include "harness/history/history_schema.h"
#include "harness/history/postgres_history_store.h"
#include "harness/history/sqlite_history_store.h"

namespace drill {
namespace {

absl::Status Insert(HistoryStore& store, const HistoryInsert& row) {
  std::vector<std::string> columns;
  std::vector<std::string> places;
  SqlRow values;
  for (const auto& [column, value] : row.cells) {
    columns.push_back(column);
    values.push_back(value);
    places.push_back(absl::StrCat("$", values.size()));
  }
  return store
      .Execute(absl::StrCat("INSERT INTO ", row.table, " (", absl::StrJoin(columns, ", "),
                            ") VALUES (", absl::StrJoin(places, ", "), ")"),
               values)
      .status();
}

// The conditions of a filter with their values, in the order of the parameters.
struct Conditions {
  std::vector<std::string> texts;
  SqlRow values;

  void Add(const char* condition, const std::string& value) {
    values.push_back(value);
    texts.push_back(absl::StrCat(condition, " $", values.size()));
  }
};

Conditions ConditionsOf(const HistoryFilter& filter) {
  Conditions made;
  if (!filter.scenario.empty()) made.Add("scenario =", filter.scenario);
  if (!filter.stack.empty()) made.Add("stack =", filter.stack);
  if (!filter.procedure_id.empty()) made.Add("procedure_id =", filter.procedure_id);
  if (!filter.inputs_sha256.empty()) made.Add("inputs_sha256 =", filter.inputs_sha256);
  if (filter.outcome) made.Add("outcome =", EnumText(*filter.outcome));
  if (filter.since) {
    made.Add("started_at >=", HistoryTime(*filter.since));
  }
  if (!filter.with_controls) made.Add("control =", "");
  return made;
}

absl::StatusOr<KeptDrill> ReadKept(const HistoryStore& store, const SqlRow& row) {
  KeptDrill kept;
  kept.run_directory = row[1].value_or("");
  const absl::Status read =
      ProtoFromJson(row[0].value_or(""), &kept.summary, UnknownNames::kSkipped);
  if (!read.ok()) {
    return absl::FailedPreconditionError(absl::StrCat(
        store.shown(), ": the drill of ", kept.run_directory, " cannot be read: ", read.message()));
  }
  return kept;
}

}  // namespace

History::History(std::unique_ptr<HistoryStore> store) : store_(std::move(store)) {}

absl::StatusOr<std::unique_ptr<History>> History::Open(absl::string_view place) {
  const bool is_url =
      absl::StartsWith(place, "postgresql://") || absl::StartsWith(place, "postgres://");
  ASSIGN_OR_RETURN(
      std::unique_ptr<HistoryStore> store,
      is_url ? OpenPostgresHistory(std::string(place)) : OpenSqliteHistory(std::string(place)));
  RETURN_IF_ERROR(EnsureHistorySchema(*store));
  return std::make_unique<History>(std::move(store));
}

absl::Status History::Add(const KeptDrill& drill) {
  ASSIGN_OR_RETURN(const std::vector<HistoryInsert> rows,
                   HistoryRowsOf(drill.summary, drill.run_directory));
  return store_->Transact([&]() -> absl::Status {
    ASSIGN_OR_RETURN(
        const std::vector<SqlRow> there,
        store_->Execute("SELECT id FROM drill WHERE id = $1", {HistoryId(drill.summary)}));
    if (!there.empty()) return absl::OkStatus();
    for (const HistoryInsert& row : rows) RETURN_IF_ERROR(Insert(*store_, row));
    return absl::OkStatus();
  });
}

absl::StatusOr<std::vector<KeptDrill>> History::Find(const HistoryFilter& filter) {
  const Conditions conditions = ConditionsOf(filter);
  std::string sql = "SELECT summary, run_directory FROM drill";
  if (!conditions.texts.empty())
    absl::StrAppend(&sql, " WHERE ", absl::StrJoin(conditions.texts, " AND "));
  absl::StrAppend(&sql, " ORDER BY started_at DESC, id");
  if (filter.newest > 0) absl::StrAppend(&sql, " LIMIT ", filter.newest);
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows, store_->Execute(sql, conditions.values));
  std::vector<KeptDrill> drills;
  for (const SqlRow& row : rows) {
    ASSIGN_OR_RETURN(KeptDrill kept, ReadKept(*store_, row));
    drills.push_back(std::move(kept));
  }
  return drills;
}

}  // namespace drill
