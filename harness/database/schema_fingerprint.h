// The whole schema of a database as canonical text: equal texts, equal schemas.
#ifndef HARNESS_DATABASE_SCHEMA_FINGERPRINT_H_
#define HARNESS_DATABASE_SCHEMA_FINGERPRINT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/database/postgres.h"

namespace drill {

struct SchemaFingerprint {
  // One object a line, sorted: tables, partitions, columns, defaults, constraints, indexes,
  // sequences, views, functions, triggers, rules, policies, types, extensions, and whatever else a
  // dump of the schema holds. Expressions stand as they do after a dump and its restore.
  std::string text;
  // SHA-256 of `text`.
  std::string sha256;
};

// The query by which a fingerprint is read. Fingerprints of two queries cannot be compared.
std::string SchemaQuery();

// Errors as QueryPostgres.
absl::StatusOr<SchemaFingerprint> ReadSchemaFingerprint(const PostgresLogin& login,
                                                        absl::Duration timeout);

// The first `limit` lines that are in one text alone: "missing: column ...", "unexpected: index
// ...", and a last line "... and 12 more". Empty for equal texts.
std::vector<std::string> DiffSchemas(absl::string_view expected, absl::string_view actual,
                                     int limit = 5);

}  // namespace drill

#endif  // HARNESS_DATABASE_SCHEMA_FINGERPRINT_H_
