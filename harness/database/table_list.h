// Every table of a database, and how its rows are named in a statement.
#ifndef HARNESS_DATABASE_TABLE_LIST_H_
#define HARNESS_DATABASE_TABLE_LIST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/database/postgres.h"

namespace drill {

struct ListedColumn {
  std::string name;
  // The column's name quoted as an SQL identifier.
  std::string written;
};

struct ListedTable {
  // "public.notes".
  std::string name;
  // The table's name quoted as an SQL identifier.
  std::string written;
  // Expression of a hash by which a row is known again: of its primary key, or of the whole row
  // where there is none. The table is called drilled_row.
  std::string key_hash;
  // The only key column, if it holds whole numbers, quoted as an SQL identifier; else empty.
  std::string number;
  // Whether this login may read the table.
  bool readable = true;
  std::vector<ListedColumn> columns;
};

// In an order of their own, without an extension's tables and without partitions, whose rows are
// those of the table they belong to. Errors as QueryPostgres().
absl::StatusOr<std::vector<ListedTable>> ListTables(const PostgresLogin& login,
                                                    absl::Duration timeout);

// A column of the table, quoted as an SQL identifier; empty where it has none of that name.
std::string WrittenColumn(const ListedTable& table, absl::string_view name);

// A text as a statement writes it.
std::string SqlText(absl::string_view text);

// An expression that says of a column, written as an SQL identifier, whether it holds nothing:
// NULL, no text, zero, or JSON without anything in it.
std::string HoldsNothing(absl::string_view column);

// The query by which tables are listed: what is recorded by another one cannot be compared.
std::string TableListQuery();

}  // namespace drill

#endif  // HARNESS_DATABASE_TABLE_LIST_H_
