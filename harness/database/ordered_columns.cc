#include "harness/database/ordered_columns.h"

#include <vector>

#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Three columns: the table, the column, whether it holds times. A date is none: it is no time at
// which anything was done.
constexpr char kQuery[] = R"sql(
SELECT format('%s.%s', n.nspname, c.relname), a.attname, t.typcategory = 'D'
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
  AND t.oid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)
)sql";

}  // namespace

absl::StatusOr<OrderedColumns> OrderedColumns::Read(const PostgresLogin& login,
                                                    absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows, QueryPostgres(login, kQuery, timeout));
  OrderedColumns columns;
  for (const SqlRow& row : rows)
    columns.orders_[{row.at(0).value_or(""), row.at(1).value_or("")}] =
        row.at(2) == "t" ? ColumnOrder::kTime : ColumnOrder::kNumber;
  return columns;
}

ColumnOrder OrderedColumns::Of(const std::string& table, const std::string& column) const {
  const auto found = orders_.find({table, column});
  return found == orders_.end() ? ColumnOrder::kNone : found->second;
}

}  // namespace drill
