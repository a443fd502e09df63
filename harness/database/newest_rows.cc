#include "harness/database/newest_rows.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Of the rows that were there before, so many say which values are known.
constexpr int kKnownRows = 10000;

// How many of the newest rows hold what no earlier row holds; none where the column is of numbers
// or times. CASE keeps the values of such a column from being looked for.
std::string UnknownExpression(const std::string& column) {
  const std::string value = absl::StrCat("coalesce('+' || regexp_replace(", column, "::text, ",
                                         SqlText(kNameOfOne), ", '#', 'g'), '-')");
  return absl::StrCat(
      "(SELECT count(*) FROM drilled_newest WHERE CASE WHEN (SELECT typcategory FROM pg_type WHERE "
      "oid = pg_typeof(",
      column, ")) IN ('N', 'D', 'T') THEN false ELSE ", value, " NOT IN (SELECT ", value,
      " FROM drilled_known) END)");
}

// Rows of four columns: the table, a column, in how many of the newest rows it is empty, and in how
// many unknown.
std::string NewestQuery(const GrownTable& grown, const std::string& order) {
  std::vector<std::string> names, empty, unknown;
  for (const ListedColumn& column : grown.table.columns) {
    names.push_back(SqlText(column.name));
    empty.push_back(absl::StrCat("(SELECT count(*) FROM drilled_newest WHERE ",
                                 HoldsNothing(column.written), ")"));
    unknown.push_back(UnknownExpression(column.written));
  }
  const std::string rows = absl::StrCat(" AS MATERIALIZED (SELECT * FROM ", grown.table.written,
                                        " ORDER BY ", order, " LIMIT ");
  return absl::StrCat("(WITH drilled_newest", rows, kNewestRows, "), drilled_known", rows,
                      kKnownRows, " OFFSET ", grown.rows_since, ") SELECT ",
                      SqlText(grown.table.name), ", unnest(ARRAY[", absl::StrJoin(names, ", "),
                      "]), unnest(ARRAY[", absl::StrJoin(empty, ", "), "])::text, unnest(ARRAY[",
                      absl::StrJoin(unknown, ", "), "])::text)");
}

// The order in which the newest rows come first; empty where it is not known. A key is never NULL:
// told of NULLs, PostgreSQL would sort all rows in place of reading its index.
std::string OrderOf(const ListedTable& table, const OrderedColumns& ordered) {
  if (!table.number.empty()) return absl::StrCat(table.number, " DESC");
  const std::string stamp = WrittenColumn(table, ordered.StampOf(table.name));
  return stamp.empty() ? "" : absl::StrCat(stamp, " DESC NULLS LAST");
}

}  // namespace

absl::StatusOr<NewestRows> ReadNewestRows(const PostgresLogin& login,
                                          const std::vector<GrownTable>& grown,
                                          const OrderedColumns& ordered, absl::Duration timeout) {
  std::vector<std::string> queries;
  for (const GrownTable& one : grown) {
    const std::string order = OrderOf(one.table, ordered);
    if (one.rows_since < kNewestRows || order.empty()) continue;
    queries.push_back(NewestQuery(one, order));
  }
  NewestRows newest;
  if (queries.empty()) return newest;
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                   QueryPostgres(login, absl::StrJoin(queries, " UNION ALL "), timeout));
  for (const SqlRow& row : rows)
    newest[row.at(0).value_or("")][row.at(1).value_or("")] = {
        static_cast<int>(WholeNumber(row.at(2))), static_cast<int>(WholeNumber(row.at(3)))};
  return newest;
}

}  // namespace drill
