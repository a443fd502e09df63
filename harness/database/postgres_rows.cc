#include "harness/database/postgres_rows.h"

#include <optional>
#include <string>

namespace drill {
namespace {

SqlRow ToRow(const pqxx::row& row) {
  SqlRow cells;
  for (const auto& field : row) {
    if (field.is_null()) {
      cells.push_back(std::nullopt);
    } else {
      cells.push_back(std::string(field.c_str(), field.size()));
    }
  }
  return cells;
}

}  // namespace

std::vector<SqlRow> RowsOf(const pqxx::result& result) {
  std::vector<SqlRow> rows;
  for (const auto& row : result) rows.push_back(ToRow(row));
  return rows;
}

}  // namespace drill
