// What the newest rows of every table hold, of those that came since the keys were recorded: how a
// system fills its columns now.
#ifndef HARNESS_DATABASE_NEWEST_ROWS_H_
#define HARNESS_DATABASE_NEWEST_ROWS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/ordered_columns.h"
#include "harness/database/postgres.h"
#include "harness/database/table_list.h"

namespace drill {

// So many rows are looked at. Few, because a system that has just come back may have written no
// more since.
inline constexpr int kNewestRows = 5;

// What in a text names one row, machine or process (a UUID, an address, the id of a container, a
// long number): it is made anew with what it names, and says nothing of what a column is filled
// with. For PostgreSQL and RE2.
inline constexpr char kNameOfOne[] =
    "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9]+([.][0-9]+){3}|[0-9a-fA-F]{8,}|"
    "[0-9]{3,}";

// Of one column over the newest rows.
struct NewestValues {
  // In how many of them it holds nothing (HoldsNothing() of table_list.h).
  int empty = 0;
  // In how many it holds a value that none of the 10,000 rows before those that came since holds,
  // whatever stands in the places of kNameOfOne. Numbers, times and dates are not counted: they are
  // measured, and seldom the same.
  int unknown = 0;
};

// A table, and how many rows came to it.
struct GrownTable {
  ListedTable table;
  int64_t rows_since = 0;
};

// By table ("public.notes") and column. The newest rows are those with the highest keys, where the
// key is one whole number, or else the latest stamps. Without the tables that have neither, and
// those that fewer rows than kNewestRows came to. Errors as QueryPostgres().
using NewestRows = std::map<std::string, std::map<std::string, NewestValues>>;
absl::StatusOr<NewestRows> ReadNewestRows(const PostgresLogin& login,
                                          const std::vector<GrownTable>& grown,
                                          const OrderedColumns& ordered, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_DATABASE_NEWEST_ROWS_H_
