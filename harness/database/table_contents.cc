#include "harness/database/table_contents.h"

#include <cmath>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"
#include "harness/database/ordered_columns.h"
#include "harness/database/recorded_keys.h"
#include "harness/database/table_list.h"

namespace drill {
namespace {

// How many of the recorded rows there are: all of them where the key is a number, whatever sample
// of them was recorded.
std::string RowsExpression(const ListedTable& table, const RecordedKeys& recorded) {
  if (recorded.one_in() == 1 || table.number.empty()) return "count(*)::text";
  return absl::StrCat("(SELECT count(*)::text FROM ", table.written, " WHERE ", table.number,
                      " <= ", recorded.highest(), ")");
}

// How many rows came since. A sample of keys that are no numbers cannot tell which; that there are
// more than were recorded it can.
std::string RowsSinceExpression(const ListedTable& table, const RecordedKeys& recorded) {
  if (recorded.one_in() == 1)
    return absl::StrCat("((SELECT count(*) FROM ", table.written, ") - count(*))::text");
  if (table.number.empty())
    return absl::StrCat("greatest((SELECT count(*) FROM ", table.written, ") - ", recorded.rows(),
                        ", 0)::text");
  return absl::StrCat("(SELECT count(*)::text FROM ", table.written, " WHERE ", table.number, " > ",
                      recorded.highest(), ")");
}

// How far the latest time of a column lies ahead, as text.
std::string AheadExpression(const std::string& column) {
  return absl::StrCat("(extract(epoch FROM max(", column, ")) - extract(epoch FROM now()))::text");
}

// The total of a column, and how far its latest time lies ahead, as text or NULL.
std::pair<std::string, std::string> ExtentExpressions(const std::string& column,
                                                      ColumnOrder order) {
  switch (order) {
    case ColumnOrder::kNumber:
      return {absl::StrCat("sum(", column, ")::text"), "NULL"};
    case ColumnOrder::kTime:
      return {absl::StrCat("sum(extract(epoch FROM ", column, "))::text"), AheadExpression(column)};
    case ColumnOrder::kNone:
      break;
  }
  return {"NULL", "NULL"};
}

// Rows of six columns: the table, a column (empty: the number of rows; NULL: the number of those
// that came since), the digest of its values, whether most of them are empty, and how far they
// reach. Every value is hashed together with its row's key, so that exchanged values are seen; the
// sum has no order.
std::string ContentsQuery(const ListedTable& table, const RecordedKeys& recorded,
                          const OrderedColumns& ordered) {
  std::vector<std::string> names = {"''", "NULL"};
  std::vector<std::string> sums = {RowsExpression(table, recorded),
                                   RowsSinceExpression(table, recorded)};
  std::vector<std::string> empty = {"false", "false"};
  std::vector<std::string> totals = {"NULL", "NULL"};
  std::vector<std::string> ahead = {"NULL", "NULL"};
  for (const ListedColumn& column : table.columns) {
    names.push_back(SqlText(column.name));
    auto [total, latest] = ExtentExpressions(column.written, ordered.Of(table.name, column.name));
    totals.push_back(std::move(total));
    ahead.push_back(std::move(latest));
    sums.push_back(absl::StrCat("coalesce(sum(hashtextextended(coalesce('+' || ", column.written,
                                "::text, '-'), drilled_row_key))::text, '0')"));
    empty.push_back(
        absl::StrCat("count(*) FILTER (WHERE ", HoldsNothing(column.written), ") * 2 > count(*)"));
  }
  return absl::StrCat("SELECT ", SqlText(table.name), ", unnest(ARRAY[", absl::StrJoin(names, ", "),
                      "]), unnest(ARRAY[", absl::StrJoin(sums, ", "), "]), unnest(ARRAY[",
                      absl::StrJoin(empty, ", "), "]), unnest(ARRAY[", absl::StrJoin(totals, ", "),
                      "]::text[]), unnest(ARRAY[", absl::StrJoin(ahead, ", "),
                      "]::text[]) FROM (SELECT drilled_row.*, ", table.key_hash,
                      " AS drilled_row_key FROM ", table.written,
                      " drilled_row) recorded WHERE drilled_row_key = ANY ('{",
                      absl::StrJoin(recorded.hashes().hash(), ","), "}'::bigint[])");
}

// Rows as above without digest and total: a column of times, and how far its latest one lies ahead
// of all rows. Empty where there is no such column, or too much would have to be read.
std::string LatestQuery(const ListedTable& table, const RecordedKeys& recorded,
                        const OrderedColumns& ordered) {
  const bool is_sample = recorded.one_in() > 1;
  if (is_sample && table.number.empty()) return "";
  std::vector<std::string> names, ahead;
  for (const ListedColumn& column : table.columns) {
    if (ordered.Of(table.name, column.name) != ColumnOrder::kTime) continue;
    names.push_back(SqlText(column.name));
    ahead.push_back(AheadExpression(column.written));
  }
  if (names.empty()) return "";
  return absl::StrCat(
      "SELECT ", SqlText(table.name), ", unnest(ARRAY[", absl::StrJoin(names, ", "),
      "]), NULL, false, NULL, unnest(ARRAY[", absl::StrJoin(ahead, ", "), "]) FROM ", table.written,
      is_sample ? absl::StrCat(" WHERE ", table.number, " > ", recorded.highest()) : "");
}

// Why the rows of a table are not looked at; empty where they are.
std::string WhyNot(const ListedTable& table, const RecordedKeys& recorded) {
  if (!recorded.not_recorded().empty()) return recorded.not_recorded();
  if (!table.readable) return "the stack's database user may not read it";
  if (!recorded.has_hashes() && table.number.empty()) return "its key is no whole number any more";
  return "";
}

std::optional<double> NumberOf(const std::optional<std::string>& text) {
  double number = 0;
  // A time may be infinite.
  if (!text.has_value() || !absl::SimpleAtod(*text, &number) || !std::isfinite(number))
    return std::nullopt;
  return number;
}

void Take(const SqlRow& row, std::map<std::string, TableContents>& contents) {
  TableContents& table = contents[row.at(0).value_or("")];
  if (!row.at(2).has_value()) {
    if (const std::optional<double> ahead = NumberOf(row.at(5)); ahead.has_value())
      table.latest[row.at(1).value_or("")] = *ahead;
    return;
  }
  const std::string value = row.at(2).value_or("");
  int64_t number = 0;
  const bool is_number = absl::SimpleAtoi(value, &number);
  if (!row.at(1).has_value()) {
    if (is_number) table.rows_since = number;
  } else if (row.at(1)->empty()) {
    table.rows = number;
  } else {
    table.columns[*row.at(1)] = value;
    if (row.at(3) == "t") table.mostly_empty.insert(*row.at(1));
    if (const std::optional<double> total = NumberOf(row.at(4)); total.has_value())
      table.extents[*row.at(1)] = ColumnExtent{*total, NumberOf(row.at(5))};
  }
}

}  // namespace

absl::StatusOr<std::vector<TableContents>> ReadTableContents(
    const PostgresLogin& login, const std::vector<RecordedKeys>& recorded, absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::vector<ListedTable> tables, ListTables(login, timeout));
  const std::map<std::string, const RecordedKeys*> known = ByTable(recorded);
  ASSIGN_OR_RETURN(const OrderedColumns ordered, OrderedColumns::Read(login, timeout));
  std::map<std::string, TableContents> contents;
  std::vector<std::string> queries;
  for (const ListedTable& table : tables) {
    TableContents& content = contents[table.name];
    content.table = table.name;
    const auto keys = known.find(table.name);
    content.recorded = keys != known.end();
    if (!content.recorded) continue;
    content.not_read = WhyNot(table, *keys->second);
    if (!content.not_read.empty()) continue;
    queries.push_back(ContentsQuery(table, *keys->second, ordered));
    std::string latest = LatestQuery(table, *keys->second, ordered);
    if (!latest.empty()) queries.push_back(std::move(latest));
  }
  if (!queries.empty()) {
    ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                     QueryPostgres(login, absl::StrJoin(queries, " UNION ALL "), timeout));
    for (const SqlRow& row : rows) Take(row, contents);
  }
  std::vector<GrownTable> grown;
  for (const ListedTable& table : tables)
    grown.push_back({table, contents[table.name].rows_since.value_or(0)});
  ASSIGN_OR_RETURN(NewestRows newest, ReadNewestRows(login, grown, ordered, timeout));
  for (auto& [table, values] : newest) contents[table].newest = std::move(values);
  std::vector<TableContents> all;
  for (auto& entry : contents) all.push_back(std::move(entry.second));
  return all;
}

}  // namespace drill
