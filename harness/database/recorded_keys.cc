#include "harness/database/recorded_keys.h"

#include <limits>
#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"
#include "harness/database/ordered_columns.h"
#include "harness/database/table_list.h"

namespace drill {
namespace {

// The column of a table that says when a row came, as an SQL identifier; empty without one.
std::string StampOf(const ListedTable& table, const OrderedColumns& ordered) {
  const std::string stamp = ordered.StampOf(table.name);
  for (const ListedColumn& column : table.columns)
    if (column.name == stamp) return column.written;
  return "";
}

std::string HighestOf(const std::string& column) {
  return column.empty() ? "NULL" : absl::StrCat("max(", column, ")::text");
}

// The table, its rows, its highest key where that is one whole number, and its latest stamp.
std::string CountQuery(const ListedTable& table, const std::string& stamp) {
  return absl::StrCat("SELECT ", SqlText(table.name), ", count(*)::text, ", HighestOf(table.number),
                      ", ", HighestOf(stamp), " FROM ", table.written);
}

std::string HashQuery(const ListedTable& table, int one_in) {
  return absl::StrCat("SELECT ", SqlText(table.name), ", ", table.key_hash, "::text FROM ",
                      table.written, " drilled_row WHERE ", table.key_hash, " % ", one_in, " = 0");
}

int64_t Number(const std::optional<std::string>& text, int64_t otherwise) {
  int64_t number = 0;
  return absl::SimpleAtoi(text.value_or(""), &number) ? number : otherwise;
}

using Records = std::map<std::string, RecordedKeys>;

absl::Status Count(const PostgresLogin& login, const std::vector<ListedTable>& tables,
                   absl::Duration timeout, Records& records) {
  ASSIGN_OR_RETURN(const OrderedColumns ordered, OrderedColumns::Read(login, timeout));
  std::vector<std::string> queries;
  for (const ListedTable& table : tables) {
    RecordedKeys& record = records[table.name];
    record.set_table(table.name);
    if (table.readable) {
      record.set_stamp(ordered.StampOf(table.name));
      queries.push_back(CountQuery(table, StampOf(table, ordered)));
    } else {
      record.set_not_recorded("the stack's database user may not read it");
    }
  }
  if (queries.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                   QueryPostgres(login, absl::StrJoin(queries, " UNION ALL "), timeout));
  for (const SqlRow& row : rows) {
    RecordedKeys& record = records[row.at(0).value_or("")];
    record.set_rows(Number(row.at(1), 0));
    if (row.at(2).has_value())
      record.set_highest(Number(row.at(2), std::numeric_limits<int64_t>::min()));
    record.set_latest_stamp(row.at(3).value_or(""));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<RecordedKeys>> RecordKeys(const PostgresLogin& login,
                                                     absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::vector<ListedTable> tables, ListTables(login, timeout));
  Records records;
  RETURN_IF_ERROR(Count(login, tables, timeout, records));
  std::vector<std::string> queries;
  for (const ListedTable& table : tables) {
    RecordedKeys& record = records[table.name];
    if (!record.not_recorded().empty()) continue;
    record.set_one_in(static_cast<int>((record.rows() + kMostKeys - 1) / kMostKeys));
    if (record.one_in() <= 1) {
      record.set_one_in(1);
      record.clear_highest();
    }
    if (record.one_in() == 1 || !table.number.empty() || record.latest_stamp().empty()) {
      record.clear_stamp();
      record.clear_latest_stamp();
    }
    record.mutable_hashes();
    queries.push_back(HashQuery(table, record.one_in()));
  }
  if (!queries.empty()) {
    ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                     QueryPostgres(login, absl::StrJoin(queries, " UNION ALL "), timeout));
    for (const SqlRow& row : rows)
      records[row.at(0).value_or("")].mutable_hashes()->add_hash(Number(row.at(1), 0));
  }
  std::vector<RecordedKeys> all;
  for (auto& entry : records) all.push_back(std::move(entry.second));
  return all;
}

std::string KeyQueries() {
  ListedTable any;
  any.name = any.written = "t";
  any.key_hash = "h";
  any.number = "n";
  return absl::StrCat(TableListQuery(), "\n", CountQuery(any, "s"), "\n", HashQuery(any, 1), "\n",
                      kMostKeys);
}

}  // namespace drill
