// What the recorded rows of every table hold now: nothing has to be declared for that.
#ifndef HARNESS_DATABASE_TABLE_CONTENTS_H_
#define HARNESS_DATABASE_TABLE_CONTENTS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/facts.pb.h"
#include "harness/database/postgres.h"

namespace drill {

struct TableContents {
  // "public.notes".
  std::string table;
  // False of a table that is new: of that, no row is looked at.
  bool recorded = false;
  // How many there are of the rows that were there; of a very large table without a number as its
  // key, of the sample that was recorded. A row that is there twice counts twice.
  int64_t rows = 0;
  // How many came since; nullopt of a very large table without a number as its key.
  std::optional<int64_t> rows_since;
  // By column, over the recorded rows: any changed or exchanged value changes it.
  std::map<std::string, std::string> columns;
  // Why it is not looked at; else empty.
  std::string not_read;
};

// Of every table that there is now. Errors as QueryPostgres().
absl::StatusOr<std::vector<TableContents>> ReadTableContents(
    const PostgresLogin& login, const std::vector<RecordedKeys>& recorded, absl::Duration timeout);

}  // namespace drill

#endif  // HARNESS_DATABASE_TABLE_CONTENTS_H_
