#include "harness/database/ordered_columns.h"

#include <vector>

#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Four columns: the table, the column, whether it holds times, and whether it holds the time of the
// insertion unless told otherwise. A date is no time: it is none at which anything was done.
constexpr char kQuery[] = R"sql(
SELECT format('%s.%s', n.nspname, c.relname), a.attname, t.typcategory = 'D',
       pg_get_expr(d.adbin, d.adrelid) ~* 'now\(\)|current_timestamp|localtimestamp|_timestamp\(\)'
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
  AND t.oid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)
ORDER BY a.attrelid, a.attnum
)sql";

}  // namespace

absl::StatusOr<OrderedColumns> OrderedColumns::Read(const PostgresLogin& login,
                                                    absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows, QueryPostgres(login, kQuery, timeout));
  OrderedColumns columns;
  for (const SqlRow& row : rows) {
    const std::string table = row.at(0).value_or(""), column = row.at(1).value_or("");
    const bool is_time = row.at(2) == "t";
    columns.orders_[{table, column}] = is_time ? ColumnOrder::kTime : ColumnOrder::kNumber;
    if (!is_time) continue;
    Times& times = columns.times_[table];
    ++times.columns;
    times.only = column;
    if (row.at(3) == "t" && times.stamped.empty()) times.stamped = column;
  }
  return columns;
}

ColumnOrder OrderedColumns::Of(const std::string& table, const std::string& column) const {
  const auto found = orders_.find({table, column});
  return found == orders_.end() ? ColumnOrder::kNone : found->second;
}

std::string OrderedColumns::StampOf(const std::string& table) const {
  const auto found = times_.find(table);
  if (found == times_.end()) return "";
  const Times& times = found->second;
  if (!times.stamped.empty()) return times.stamped;
  return times.columns == 1 ? times.only : "";
}

}  // namespace drill
