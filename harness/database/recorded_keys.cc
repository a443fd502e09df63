#include "harness/database/recorded_keys.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"
#include "harness/database/ordered_columns.h"
#include "harness/database/table_list.h"

namespace drill {
namespace {

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

using Records = std::map<std::string, RecordedKeys>;

absl::Status Count(const PostgresLogin& login, const std::vector<ListedTable>& tables,
                   absl::Duration timeout, Records& records) {
  ASSIGN_OR_RETURN(const OrderedColumns ordered, OrderedColumns::Read(login, timeout));
  std::vector<std::string> queries;
  for (const ListedTable& table : tables) {
    RecordedKeys& record = records[table.name];
    record.set_table(table.name);
    if (table.readable) {
      // A key that is a number says it better.
      if (table.number.empty()) record.set_stamp(ordered.StampOf(table.name));
      queries.push_back(CountQuery(table, WrittenColumn(table, record.stamp())));
    } else {
      record.set_not_recorded("the stack's database user may not read it");
    }
  }
  if (queries.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                   QueryPostgres(login, absl::StrJoin(queries, " UNION ALL "), timeout));
  for (const SqlRow& row : rows) {
    RecordedKeys& record = records[row.at(0).value_or("")];
    record.set_rows(WholeNumber(row.at(1)));
    if (row.at(2).has_value())
      record.set_highest(WholeNumber(row.at(2), std::numeric_limits<int64_t>::min()));
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
      records[row.at(0).value_or("")].mutable_hashes()->add_hash(WholeNumber(row.at(1)));
  }
  std::vector<RecordedKeys> all;
  for (auto& entry : records) all.push_back(std::move(entry.second));
  return all;
}

std::map<std::string, const RecordedKeys*> ByTable(const std::vector<RecordedKeys>& recorded) {
  std::map<std::string, const RecordedKeys*> tables;
  for (const RecordedKeys& keys : recorded) tables[keys.table()] = &keys;
  return tables;
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
