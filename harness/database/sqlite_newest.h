// What the newest rows of a SQLite table hold, of those that came since its keys were recorded.
#ifndef HARNESS_DATABASE_SQLITE_NEWEST_H_
#define HARNESS_DATABASE_SQLITE_NEWEST_H_

#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/database/newest_rows.h"
#include "harness/database/sql_row.h"

namespace drill {

class SqliteNewest {
 public:
  // The names of the table's columns, as rows have them.
  explicit SqliteNewest(std::vector<std::string> columns);

  // In the order in which they were inserted. The first cell is the row's key, then one for each
  // column, as quote() writes them. `recorded`: whether it was there when the keys were recorded.
  // The row must outlive this.
  void Add(const SqlRow& row, bool recorded);

  // By column; empty where fewer than kNewestRows came.
  std::map<std::string, NewestValues> Get() const;

 private:
  NewestValues Of(size_t column) const;
  // What the recorded rows hold in a column.
  std::set<std::string> Held(size_t column) const;

  const std::vector<std::string> columns_;
  std::vector<const SqlRow*> recorded_;
  // The last of those that came since.
  std::deque<const SqlRow*> newest_;
};

}  // namespace drill

#endif  // HARNESS_DATABASE_SQLITE_NEWEST_H_
