// What is recorded of a database: its revision, its schema, its seeded rows.
#ifndef HARNESS_DATABASE_FACTS_H_
#define HARNESS_DATABASE_FACTS_H_

#include <string>

#include "absl/status/status.h"
#include "harness/database/facts.pb.h"
#include "harness/database/sql_database.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Adds what the database holds now to `facts`. Called from within the drill host's network. Any
// fact that cannot be had is an error, as SqlDatabase tells it: a seed without it would judge
// nothing.
absl::Status RecordDatabase(SqlDatabase& found, const Database& database, ReleaseFacts* facts);

// Of one of the databases that the facts are of, by the stack's id; the facts themselves for its
// `database`, which has none. Nothing where nothing was recorded.
const ReleaseFacts& FactsOfDatabase(const ReleaseFacts& facts, const std::string& id);

// Whether the stack names a database at all.
bool IsNamed(const Database& database);

// The stack's; else Alembic's, or of a file the number in its header.
std::string RevisionQuery(const Database& database);

// Every query by which RecordDatabase() reads this database. What other queries recorded cannot be
// compared with what these find.
std::string FactsQueries(const Database& database);

}  // namespace drill

#endif  // HARNESS_DATABASE_FACTS_H_
