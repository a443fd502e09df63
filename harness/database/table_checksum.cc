#include "harness/database/table_checksum.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"
#include "harness/database/sql_identifier.h"

namespace drill {

// Sums of two 64-bit hashes of every row: a sum, unlike an exclusive or, sees doubled rows. The
// text of a row tells NULL from the empty string, and where one column ends.
std::string ChecksumQuery(const SeededTable& table) {
  const std::string columns = absl::StrJoin(
      table.columns(), ", ",
      [](std::string* out, const std::string& name) { absl::StrAppend(out, SqlIdentifier(name)); });
  return absl::StrCat(
      "SELECT count(*), coalesce(sum(hashtextextended(line, 0)), 0) || ':' || "
      "coalesce(sum(hashtextextended(line, 1)), 0) FROM (SELECT ROW(",
      columns, ")::text AS line FROM ", table.table(),
      table.where().empty() ? "" : absl::StrCat(" WHERE ", table.where()), ") AS seeded");
}

absl::StatusOr<TableFacts> ChecksumTable(const PostgresLogin& login, const SeededTable& table,
                                         absl::Duration timeout) {
  if (table.table().empty() || table.columns().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("a seeded table needs a name and columns: \"", table.table(), "\""));
  }
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                   QueryPostgres(login, ChecksumQuery(table), timeout));
  TableFacts facts;
  facts.set_table(table.table());
  int64_t count;
  if (rows.size() != 1 || rows[0].size() != 2 ||
      !absl::SimpleAtoi(rows[0][0].value_or(""), &count)) {
    return absl::InternalError(absl::StrCat("no count of ", table.table()));
  }
  facts.set_rows(count);
  facts.set_checksum(rows[0][1].value_or(""));
  return facts;
}

}  // namespace drill
