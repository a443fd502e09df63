// What is recorded of a database: its revision, its schema, its seeded rows.
#ifndef HARNESS_DATABASE_FACTS_H_
#define HARNESS_DATABASE_FACTS_H_

#include <string>

#include "absl/status/status.h"
#include "harness/database/facts.pb.h"
#include "harness/database/postgres.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Adds what the database holds now to `facts`. Called from within the drill host's network. Any
// fact that cannot be had is an error, as QueryPostgres() tells it: a seed without it would judge
// nothing.
absl::Status RecordDatabase(const PostgresLogin& login, const Database& database,
                            ReleaseFacts* facts);

// The stack's, or Alembic's.
std::string RevisionQuery(const Database& database);

// Every query by which RecordDatabase() reads this database. What other queries recorded cannot be
// compared with what these find.
std::string FactsQueries(const Database& database);

}  // namespace drill

#endif  // HARNESS_DATABASE_FACTS_H_
