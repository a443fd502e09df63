#include "harness/database/rows_since.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/status_macros.h"
#include "harness/database/recorded_keys.h"
#include "harness/database/table_list.h"

namespace drill {
namespace {

// The rows of larger tables than that are not read for the few that came since.
constexpr int64_t kMostRows = 1000000;

// Of a table with more than kMostKeys rows.
std::string CameSinceSample(const ListedTable& table, const RecordedKeys& recorded) {
  if (!table.number.empty())
    return absl::StrCat("drilled_row.", table.number, " > ", recorded.highest());
  const std::string stamp = WrittenColumn(table, recorded.stamp());
  if (stamp.empty() || recorded.latest_stamp().empty() || recorded.rows() > kMostRows) return "";
  return absl::StrCat("drilled_row.", stamp, " > ", SqlText(recorded.latest_stamp()));
}

// Whether a row, called drilled_row, came since; empty where that is not known.
std::string CameSince(const ListedTable& table, const RecordedKeys& recorded) {
  if (!table.readable || !recorded.not_recorded().empty()) return "";
  if (recorded.one_in() > 1) return CameSinceSample(table, recorded);
  // Not `<> ALL`, which older servers compare with each of the hashes in turn.
  return absl::StrCat("NOT EXISTS (SELECT FROM unnest('{",
                      absl::StrJoin(recorded.hashes().hash(), ","),
                      "}'::bigint[]) AS known (hash) WHERE known.hash = ", table.key_hash, ")");
}

// Rows of three columns: the table, the hash of a row's key, and those of its values.
std::string SinceQuery(const ListedTable& table, const std::string& came_since) {
  std::vector<std::string> values;
  for (const ListedColumn& column : table.columns) {
    values.push_back(absl::StrCat("hashtextextended(coalesce('+' || drilled_row.", column.written,
                                  "::text, '-'), 0)"));
  }
  return absl::StrCat("(SELECT ", SqlText(table.name), ", (", table.key_hash,
                      ")::text, array_to_string(ARRAY[", absl::StrJoin(values, ", "),
                      "]::bigint[], ' ') FROM ", table.written, " drilled_row WHERE ", came_since,
                      " ORDER BY ", table.key_hash, " LIMIT ", kMostRowsSince + 1, ")");
}

void Take(const SqlRow& row, RowsSince& since) {
  if (since.key_size() == kMostRowsSince) return since.set_cut_off(true);
  since.add_key(WholeNumber(row.at(1)));
  const std::vector<std::string> values =
      absl::StrSplit(row.at(2).value_or(""), ' ', absl::SkipEmpty());
  for (const std::string& value : values) since.add_value(WholeNumber(value));
}

}  // namespace

absl::StatusOr<std::vector<RowsSince>> ReadRowsSince(const PostgresLogin& login,
                                                     const std::vector<RecordedKeys>& recorded,
                                                     absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::vector<ListedTable> tables, ListTables(login, timeout));
  const std::map<std::string, const RecordedKeys*> known = ByTable(recorded);
  std::map<std::string, RowsSince> since;
  std::vector<std::string> queries;
  for (const ListedTable& table : tables) {
    const auto keys = known.find(table.name);
    const std::string came_since = keys == known.end() ? "" : CameSince(table, *keys->second);
    if (came_since.empty()) continue;
    queries.push_back(SinceQuery(table, came_since));
    RowsSince& came = since[table.name];
    came.set_table(table.name);
    for (const ListedColumn& column : table.columns) came.add_column(column.name);
  }
  if (!queries.empty()) {
    ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                     QueryPostgres(login, absl::StrJoin(queries, " UNION ALL "), timeout));
    for (const SqlRow& row : rows) Take(row, since[row.at(0).value_or("")]);
  }
  std::vector<RowsSince> all;
  for (auto& entry : since) all.push_back(std::move(entry.second));
  return all;
}

}  // namespace drill
