// How far the values of one column of a SQLite table reach, where they are counters or times.
#ifndef HARNESS_DATABASE_SQLITE_REACH_H_
#define HARNESS_DATABASE_SQLITE_REACH_H_

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "harness/database/table_contents.h"

namespace drill {

// A column may hold anything: whether it is one of whole numbers or of times is told by the values,
// which must all be of one kind.
class SqliteReach {
 public:
  // As quote() writes it. NULL is none.
  void Add(const std::string& value);

  // Nullopt where the values are neither, or there are none.
  std::optional<ColumnExtent> Get(absl::Time now) const;

 private:
  bool numbers_ = false;
  bool times_ = false;
  double total_ = 0;
  absl::Time latest_ = absl::InfinitePast();
};

}  // namespace drill

#endif  // HARNESS_DATABASE_SQLITE_REACH_H_
