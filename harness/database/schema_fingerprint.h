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
  // One object a line, sorted: tables, columns, defaults, constraints, indexes, sequences, views,
  // functions, triggers, enum types, extensions.
  std::string text;
  // Of `text`.
  std::string sha256;
};

// The query by which a fingerprint is read. Fingerprints of two queries cannot be compared.
absl::string_view SchemaQuery();

// Errors as QueryPostgres.
absl::StatusOr<SchemaFingerprint> ReadSchemaFingerprint(const PostgresLogin& login,
                                                        absl::Duration timeout);

// The first `limit` lines that are in one text alone: "missing: column ...", "unexpected: index
// ...", and a last line "... and 12 more". Empty for equal texts.
std::vector<std::string> DiffSchemas(absl::string_view expected, absl::string_view actual,
                                     int limit = 5);

}  // namespace drill

#endif  // HARNESS_DATABASE_SCHEMA_FINGERPRINT_H_
