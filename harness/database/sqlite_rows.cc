#include "harness/database/sqlite_rows.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"
#include "harness/database/recorded_keys.h"
#include "harness/database/rows_since.h"
#include "harness/database/sql_identifier.h"
#include "harness/database/sqlite_newest.h"
#include "harness/database/sqlite_reach.h"
#include "harness/database/sqlite_value.h"

namespace drill {
namespace {

// A row a column: its table, its name, its place in the primary key (0: none), and whether its
// table keeps its rows in the order of that key alone.
constexpr char kColumns[] = R"sql(
SELECT t.name, c.name, c.pk, t.wr FROM pragma_table_list t, pragma_table_xinfo(t.name) c
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND c.hidden <> 1
ORDER BY t.name, c.cid)sql";

struct Table {
  std::vector<std::string> columns;
  // Column of the primary key by its place in it.
  std::map<std::string, std::string> key;
  // Whether its rows have numbers, by which they stand in the order in which they came.
  bool numbered = false;
};
using Tables = std::map<std::string, Table>;

absl::StatusOr<Tables> ListTables(const SqliteFile& file, absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows, QuerySqlite(file, kColumns, timeout));
  Tables tables;
  for (const SqlRow& row : rows) {
    Table& table = tables[row[0].value_or("")];
    table.columns.push_back(row[1].value_or(""));
    table.numbered = row[3] == "0";
    if (row[2] != "0") table.key[row[2].value_or("")] = table.columns.back();
  }
  return tables;
}

// As SQL writes it: a number, a text and NULL are told from each other.
std::string Written(const std::string& column) {
  return absl::StrCat("quote(", SqlIdentifier(column), ")");
}

// The first column is the row's key, or the whole row where the table has none.
std::string RowsQuery(const std::string& name, const Table& table, bool with_columns) {
  std::vector<std::string> key;
  for (const auto& [place, column] : table.key) key.push_back(Written(column));
  std::vector<std::string> all;
  for (const std::string& column : table.columns) all.push_back(Written(column));
  std::string query =
      absl::StrCat("SELECT ", absl::StrJoin(key.empty() ? all : key, " || ',' || "));
  if (with_columns) absl::StrAppend(&query, ", ", absl::StrJoin(all, ", "));
  absl::StrAppend(&query, " FROM ", SqlIdentifier(name));
  if (table.numbered) absl::StrAppend(&query, " ORDER BY _rowid_");
  return query;
}

uint64_t HashOf(absl::string_view text) {
  uint64_t hash = 0;
  (void)absl::SimpleHexAtoi(Sha256(text).substr(0, 16), &hash);
  return hash;
}

bool IsInSample(uint64_t hash, int one_in) { return hash % static_cast<uint64_t>(one_in) == 0; }

int64_t KeyOf(const SqlRow& row) { return static_cast<int64_t>(HashOf(row[0].value_or(""))); }

// Which rows are in the recording, by their hashes.
std::unordered_set<int64_t> KnownOf(const RecordedKeys& recorded) {
  const auto& hashes = recorded.hashes().hash();
  return {hashes.begin(), hashes.end()};
}

// Those that are not in the recording, by digests.
RowsSince SinceOf(const std::vector<SqlRow>& rows, const Table& table,
                  const RecordedKeys& recorded) {
  const std::unordered_set<int64_t> known = KnownOf(recorded);
  std::map<int64_t, const SqlRow*> came;
  for (const SqlRow& row : rows) {
    const int64_t key = KeyOf(row);
    if (IsInSample(static_cast<uint64_t>(key), recorded.one_in()) && known.count(key) == 0)
      came[key] = &row;
  }
  RowsSince since;
  since.mutable_column()->Add(table.columns.begin(), table.columns.end());
  for (const auto& [key, row] : came) {
    since.set_cut_off(since.key_size() == kMostRowsSince);
    if (since.cut_off()) break;
    since.add_key(key);
    for (size_t i = 0; i < table.columns.size(); ++i)
      since.add_value(static_cast<int64_t>(HashOf((*row)[i + 1].value_or(""))));
  }
  return since;
}

// The digest of each column's values over the recorded rows: each value is hashed with its row's
// key, so that exchanged values are seen; the sum has no order.
TableContents ContentsOf(const std::vector<SqlRow>& rows, const Table& table,
                         const RecordedKeys& recorded) {
  TableContents contents;
  contents.recorded = true;
  const std::unordered_set<int64_t> known = KnownOf(recorded);
  std::vector<uint64_t> sums(table.columns.size());
  std::vector<int64_t> empty(table.columns.size());
  std::vector<SqliteReach> reach(table.columns.size()), reach_of_all(table.columns.size());
  SqliteNewest newest(table.columns);
  for (const SqlRow& row : rows) {
    for (size_t i = 0; i < sums.size(); ++i) reach_of_all[i].Add(row[i + 1].value_or(""));
    const std::string key = row[0].value_or("");
    const bool is_known = known.count(KeyOf(row)) > 0;
    newest.Add(row, is_known);
    if (!is_known) continue;
    ++contents.rows;
    for (size_t i = 0; i < sums.size(); ++i) {
      const std::string value = row[i + 1].value_or("");
      sums[i] += HashOf(absl::StrCat(key, "\n", value));
      if (IsNothing(value)) ++empty[i];
      reach[i].Add(value);
    }
  }
  // That there are more than were recorded a sample can tell, too.
  const auto now = static_cast<int64_t>(rows.size());
  contents.rows_since =
      recorded.one_in() == 1 ? now - contents.rows : std::max<int64_t>(now - recorded.rows(), 0);
  // A sample cannot tell which rows are new.
  if (recorded.one_in() == 1 && table.numbered) contents.newest = newest.Get();
  for (size_t i = 0; i < sums.size(); ++i) {
    contents.columns[table.columns[i]] = absl::StrCat(sums[i]);
    if (empty[i] * 2 > contents.rows) contents.mostly_empty.insert(table.columns[i]);
    if (const std::optional<ColumnExtent> extent = reach[i].Get(absl::Now()); extent.has_value())
      contents.extents[table.columns[i]] = *extent;
    const std::optional<ColumnExtent> of_all = reach_of_all[i].Get(absl::Now());
    if (of_all.has_value() && of_all->ahead_seconds.has_value())
      contents.latest[table.columns[i]] = *of_all->ahead_seconds;
  }
  return contents;
}

}  // namespace

absl::StatusOr<std::vector<RecordedKeys>> RecordSqliteKeys(const SqliteFile& file,
                                                           absl::Duration timeout) {
  ASSIGN_OR_RETURN(const Tables tables, ListTables(file, timeout));
  std::vector<RecordedKeys> all;
  for (const auto& [name, table] : tables) {
    ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                     QuerySqlite(file, RowsQuery(name, table, false), timeout));
    RecordedKeys& keys = all.emplace_back();
    keys.set_table(name);
    keys.set_rows(static_cast<int64_t>(rows.size()));
    keys.set_one_in(1 + static_cast<int>(rows.empty() ? 0 : (rows.size() - 1) / kMostKeys));
    keys.mutable_hashes();
    for (const SqlRow& row : rows) {
      const uint64_t hash = HashOf(row[0].value_or(""));
      if (IsInSample(hash, keys.one_in()))
        keys.mutable_hashes()->add_hash(static_cast<int64_t>(hash));
    }
  }
  return all;
}

absl::StatusOr<std::vector<TableContents>> ReadSqliteContents(
    const SqliteFile& file, const std::vector<RecordedKeys>& recorded, absl::Duration timeout) {
  ASSIGN_OR_RETURN(const Tables tables, ListTables(file, timeout));
  const std::map<std::string, const RecordedKeys*> known = ByTable(recorded);
  std::vector<TableContents> all;
  for (const auto& [name, table] : tables) {
    TableContents contents;
    if (const auto keys = known.find(name); keys != known.end()) {
      ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                       QuerySqlite(file, RowsQuery(name, table, true), timeout));
      contents = ContentsOf(rows, table, *keys->second);
    }
    contents.table = name;
    all.push_back(std::move(contents));
  }
  return all;
}

absl::StatusOr<std::vector<RowsSince>> ReadSqliteRowsSince(
    const SqliteFile& file, const std::vector<RecordedKeys>& recorded, absl::Duration timeout) {
  ASSIGN_OR_RETURN(const Tables tables, ListTables(file, timeout));
  std::vector<RowsSince> all;
  for (const RecordedKeys& keys : recorded) {
    const auto table = tables.find(keys.table());
    if (table == tables.end()) continue;
    ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                     QuerySqlite(file, RowsQuery(table->first, table->second, true), timeout));
    all.push_back(SinceOf(rows, table->second, keys));
    all.back().set_table(keys.table());
  }
  return all;
}

}  // namespace drill
