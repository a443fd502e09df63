// What the recorded rows of every table hold now: nothing has to be declared for that.
#ifndef HARNESS_DATABASE_TABLE_CONTENTS_H_
#define HARNESS_DATABASE_TABLE_CONTENTS_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/facts.pb.h"
#include "harness/database/newest_rows.h"
#include "harness/database/postgres.h"

namespace drill {

// How far the values of a column of numbers or of times reach, over the recorded rows.
struct ColumnExtent {
  // The sum; of times, of their seconds since 1970.
  double total = 0;
  // Only of times: how long after the reading the latest lies; negative before it.
  std::optional<double> ahead_seconds;
};

struct TableContents {
  // "public.notes".
  std::string table;
  // Whether keys of this table were recorded. If not, the table is new and none of its rows is
  // read.
  bool recorded = false;
  // How many there are of the rows that were there; of a very large table without a number as its
  // key, of the sample that was recorded. A row that is there twice counts twice.
  int64_t rows = 0;
  // Number of rows added since the recording; of a very large table without a numeric key, how many
  // more there are than then. Nullopt where the table was not read.
  std::optional<int64_t> rows_since;
  // Of the columns of times: how long after the reading the latest one lies of all rows, or of
  // those added since where they are very many; negative before it. Without those that hold none.
  std::map<std::string, double> latest;
  // Checksum by column over the recorded rows: changes with any changed or swapped value.
  std::map<std::string, std::string> columns;
  // Those of the columns that hold nothing in more than half of the recorded rows: NULL, no text,
  // zero, or JSON without anything in it.
  std::set<std::string> mostly_empty;
  // Of the columns of whole numbers and of times that hold anything.
  std::map<std::string, ColumnExtent> extents;
  // By column, where there are enough rows that came since, and it is known which came last.
  std::map<std::string, NewestValues> newest;
  // Why the table was not read; empty when it was.
  std::string not_read;
};

// Reads every table that exists now. Errors as QueryPostgres().
absl::StatusOr<std::vector<TableContents>> ReadTableContents(
    const PostgresLogin& login, const std::vector<RecordedKeys>& recorded, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_DATABASE_TABLE_CONTENTS_H_
