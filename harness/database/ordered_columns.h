// Which columns of a PostgreSQL database hold values that a program moves along: counters and
// times.
#ifndef HARNESS_DATABASE_ORDERED_COLUMNS_H_
#define HARNESS_DATABASE_ORDERED_COLUMNS_H_

#include <map>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/postgres.h"

namespace drill {

enum class ColumnOrder { kNone, kNumber, kTime };

class OrderedColumns {
 public:
  // Of every table. Errors as QueryPostgres().
  static absl::StatusOr<OrderedColumns> Read(const PostgresLogin& login, absl::Duration timeout);

  // `table`: "public.notes". Whole numbers and timestamps have an order.
  ColumnOrder Of(const std::string& table, const std::string& column) const;

  // The column that says when a row came: the first that the database itself stamps where the
  // statement does not say otherwise, or else the only one of times. Empty where there is none.
  std::string StampOf(const std::string& table) const;

 private:
  struct Times {
    int columns = 0;
    std::string only;
    std::string stamped;
  };

  std::map<std::pair<std::string, std::string>, ColumnOrder> orders_;
  std::map<std::string, Times> times_;
};

}  // namespace drill

#endif  // HARNESS_DATABASE_ORDERED_COLUMNS_H_
