#include "harness/database/newest_rows.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// How many of the newest rows hold what no recorded row holds; none where the column is of numbers
// or times. CASE keeps the values of such a column from being looked for.
std::string UnknownExpression(const std::string& column) {
  const std::string value = absl::StrCat("coalesce('+' || regexp_replace(", column, "::text, ",
                                         SqlText(kNameOfOne), ", '#', 'g'), '-')");
  return absl::StrCat(
      "(SELECT count(*) FROM drilled_newest WHERE CASE WHEN (SELECT typcategory FROM pg_type WHERE "
      "oid = pg_typeof(",
      column, ")) IN ('N', 'D', 'T') THEN false ELSE ", value, " NOT IN (SELECT ", value,
      " FROM drilled_recorded) END)");
}

// Which rows came since. Of a sample whose keys are no numbers nobody knows; that some came is
// known, and they have the latest stamps.
std::string CameSince(const ListedTable& table, const RecordedKeys& recorded,
                      const std::string& is_recorded) {
  // Said in this way, the list is searched by its hashes: its negation is not before PostgreSQL 15.
  if (recorded.one_in() == 1) return absl::StrCat("(", is_recorded, ") IS NOT TRUE");
  return table.number.empty() ? "TRUE" : absl::StrCat(table.number, " > ", recorded.highest());
}

// Rows of four columns: the table, a column, in how many of the newest rows it is empty, and in how
// many unknown. No row where fewer than kNewestRows came.
std::string NewestQuery(const ListedTable& table, const RecordedKeys& recorded,
                        const std::string& order) {
  std::vector<std::string> names, empty, unknown;
  for (const ListedColumn& column : table.columns) {
    names.push_back(SqlText(column.name));
    empty.push_back(absl::StrCat("(SELECT count(*) FROM drilled_newest WHERE ",
                                 HoldsNothing(column.written), ")"));
    unknown.push_back(UnknownExpression(column.written));
  }
  const std::string is_recorded = absl::StrCat(
      table.key_hash, " = ANY ('{", absl::StrJoin(recorded.hashes().hash(), ","), "}'::bigint[])");
  const std::string rows =
      absl::StrCat(" AS MATERIALIZED (SELECT * FROM ", table.written, " drilled_row WHERE ");
  return absl::StrCat("(WITH drilled_recorded", rows, is_recorded, "), drilled_newest", rows,
                      CameSince(table, recorded, is_recorded), " ORDER BY ", order,
                      " DESC NULLS LAST LIMIT ", kNewestRows, ") SELECT ", SqlText(table.name),
                      ", unnest(ARRAY[", absl::StrJoin(names, ", "), "]), unnest(ARRAY[",
                      absl::StrJoin(empty, ", "), "])::text, unnest(ARRAY[",
                      absl::StrJoin(unknown, ", "),
                      "])::text WHERE (SELECT count(*) FROM drilled_newest) = ", kNewestRows, ")");
}

// The column by which the newest rows are known, as written; empty where none is.
std::string OrderOf(const ListedTable& table, const OrderedColumns& ordered) {
  if (!table.number.empty()) return table.number;
  const std::string stamp = ordered.StampOf(table.name);
  for (const ListedColumn& column : table.columns)
    if (column.name == stamp) return column.written;
  return "";
}

int CountIn(const SqlRow& row, size_t index) {
  int count = 0;
  (void)absl::SimpleAtoi(row.at(index).value_or(""), &count);
  return count;
}

}  // namespace

absl::StatusOr<NewestRows> ReadNewestRows(const PostgresLogin& login,
                                          const std::vector<ListedTable>& tables,
                                          const std::vector<RecordedKeys>& recorded,
                                          const OrderedColumns& ordered, absl::Duration timeout) {
  std::map<std::string, const RecordedKeys*> known;
  for (const RecordedKeys& keys : recorded) known[keys.table()] = &keys;
  std::vector<std::string> queries;
  for (const ListedTable& table : tables) {
    const auto keys = known.find(table.name);
    if (keys == known.end() || !keys->second->has_hashes()) continue;
    const std::string order = OrderOf(table, ordered);
    if (!table.readable || order.empty()) continue;
    queries.push_back(NewestQuery(table, *keys->second, order));
  }
  NewestRows newest;
  if (queries.empty()) return newest;
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                   QueryPostgres(login, absl::StrJoin(queries, " UNION ALL "), timeout));
  for (const SqlRow& row : rows)
    newest[row.at(0).value_or("")][row.at(1).value_or("")] = {CountIn(row, 2), CountIn(row, 3)};
  return newest;
}

}  // namespace drill
