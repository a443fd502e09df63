// What libpqxx returns, as rows of this program.
#ifndef HARNESS_DATABASE_POSTGRES_ROWS_H_
#define HARNESS_DATABASE_POSTGRES_ROWS_H_

#include <pqxx/pqxx>
#include <vector>

#include "harness/database/sql_row.h"

namespace drill {

std::vector<SqlRow> RowsOf(const pqxx::result& result);

}  // namespace drill

#endif  // HARNESS_DATABASE_POSTGRES_ROWS_H_
