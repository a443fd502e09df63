// How SQL writes the name of a column or table, whatever stands in it.
#ifndef HARNESS_DATABASE_SQL_IDENTIFIER_H_
#define HARNESS_DATABASE_SQL_IDENTIFIER_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// In double quotes, as PostgreSQL and SQLite read it.
std::string SqlIdentifier(absl::string_view name);

}  // namespace drill

#endif  // HARNESS_DATABASE_SQL_IDENTIFIER_H_
