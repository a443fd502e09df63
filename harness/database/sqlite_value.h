// A value of SQLite as quote() writes it: a number, a text and NULL are told from each other.
#ifndef HARNESS_DATABASE_SQLITE_VALUE_H_
#define HARNESS_DATABASE_SQLITE_VALUE_H_

#include "absl/strings/string_view.h"

namespace drill {

// NULL, no text, zero, or JSON without anything in it, as HoldsNothing() of table_list.h says it of
// PostgreSQL.
bool IsNothing(absl::string_view quoted);

// No number, no NULL and no blob.
bool IsText(absl::string_view quoted);

}  // namespace drill

#endif  // HARNESS_DATABASE_SQLITE_VALUE_H_
