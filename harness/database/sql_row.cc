#include "harness/database/sql_row.h"

#include "absl/strings/str_cat.h"

namespace drill {

absl::StatusOr<std::string> OnlyValue(const std::vector<SqlRow>& rows) {
  if (rows.size() != 1 || rows[0].size() != 1) {
    return absl::OutOfRangeError(absl::StrCat(rows.size(), " rows of ",
                                              rows.empty() ? 0 : rows[0].size(),
                                              " columns, where one value was wanted"));
  }
  return rows[0][0].value_or("NULL");
}

}  // namespace drill
