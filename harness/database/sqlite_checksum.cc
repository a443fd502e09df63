#include "harness/database/sqlite_checksum.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"
#include "harness/database/sql_identifier.h"

namespace drill {
namespace {

// quote() tells a number from a text, and NULL from both.
std::string Quoted(const std::string& column) {
  return absl::StrCat("quote(", SqlIdentifier(column), ")");
}

std::string Query(const SeededTable& table) {
  return absl::StrCat("SELECT ",
                      absl::StrJoin(table.columns(), " || ',' || ",
                                    [](std::string* out, const std::string& column) {
                                      absl::StrAppend(out, Quoted(column));
                                    }),
                      " FROM ", table.table(),
                      table.where().empty() ? "" : absl::StrCat(" WHERE ", table.where()));
}

uint64_t Half(const std::string& digits, size_t at) {
  uint64_t half = 0;
  (void)absl::SimpleHexAtoi(digits.substr(at, 16), &half);
  return half;
}

}  // namespace

// Sums, as table_checksum.cc has them: a sum, unlike an exclusive or, sees doubled rows.
absl::StatusOr<TableFacts> ChecksumSqliteTable(const SqliteFile& file, const SeededTable& table,
                                               absl::Duration timeout) {
  if (table.table().empty() || table.columns().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("a seeded table needs a name and columns: \"", table.table(), "\""));
  }
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows, QuerySqlite(file, Query(table), timeout));
  uint64_t first = 0;
  uint64_t second = 0;
  for (const SqlRow& row : rows) {
    const std::string digest = Sha256(row[0].value_or("NULL"));
    first += Half(digest, 0);
    second += Half(digest, 16);
  }
  TableFacts facts;
  facts.set_table(table.table());
  facts.set_rows(static_cast<int64_t>(rows.size()));
  facts.set_checksum(absl::StrCat(first, ":", second));
  return facts;
}

}  // namespace drill
