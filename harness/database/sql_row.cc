#include "harness/database/sql_row.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace drill {

int64_t WholeNumber(const std::optional<std::string>& cell, int64_t otherwise) {
  int64_t number = 0;
  return absl::SimpleAtoi(cell.value_or(""), &number) ? number : otherwise;
}

absl::StatusOr<std::string> OnlyValue(const std::vector<SqlRow>& rows) {
  if (rows.size() != 1 || rows[0].size() != 1) {
    return absl::OutOfRangeError(absl::StrCat(rows.size(), " rows of ",
                                              rows.empty() ? 0 : rows[0].size(),
                                              " columns, where one value was wanted"));
  }
  return rows[0][0].value_or("NULL");
}

}  // namespace drill
