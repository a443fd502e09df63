// What a database engine returns to a statement.
#ifndef HARNESS_DATABASE_SQL_ROW_H_
#define HARNESS_DATABASE_SQL_ROW_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace drill {

// Cells as text; nullopt is NULL.
using SqlRow = std::vector<std::optional<std::string>>;

// A whole number; `otherwise` where the cell holds none.
int64_t WholeNumber(const std::optional<std::string>& cell, int64_t otherwise = 0);

// The cell of one row of one column; NULL is the text "NULL". OutOfRange when these are no such
// rows.
absl::StatusOr<std::string> OnlyValue(const std::vector<SqlRow>& rows);

}  // namespace drill

#endif  // HARNESS_DATABASE_SQL_ROW_H_
