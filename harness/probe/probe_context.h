// The system that probes look at.
#ifndef HARNESS_PROBE_PROBE_CONTEXT_H_
#define HARNESS_PROBE_PROBE_CONTEXT_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/database/facts.pb.h"
#include "harness/database/postgres.h"
#include "harness/database/sql_database.h"
#include "harness/host/drill_host.h"
#include "harness/host/engine_api.h"
#include "harness/probe/database_password.h"
#include "harness/stack/stack.pb.h"

namespace drill {

struct ProbeContext {
  // Not owned.
  DrillHost* host = nullptr;
  // As the label com.docker.compose.project says.
  std::vector<std::string> compose_projects;
  // Where commands run; empty: the drill host's own choice.
  std::string operator_directory;
  // Compose service that is the database where a probe names none; its login. `address` is left
  // empty: the engine knows it.
  std::string database_service;
  PostgresLogin database;
  // Of a stack whose database is a SQLite file; then there is no `database_service`.
  std::string database_file;
  // Null where the stack names no password; then `database` has it.
  std::shared_ptr<DatabasePassword> password;
  // Names that mean the drill host itself; "localhost" always does.
  std::vector<std::string> host_names;
  // Release to the SHA-256 of its recorded schema.
  std::map<std::string, std::string> schema_sha256;
  // The stack's tables of seeded rows; release to what was recorded of them.
  std::vector<SeededTable> seeded_tables;
  std::map<std::string, std::vector<TableFacts>> recorded_tables;
  // Returns the schema revision as one value.
  std::string revision_query;
  // The same system with another of its databases in the place of this one, by id.
  std::map<std::string, std::shared_ptr<ProbeContext>> further;
  // The stack's.
  std::vector<Backup> backups;
  std::vector<RecordedValue> recorded_values;
  std::vector<ReleaseLabel> release_labels;
  // Release that is meant where a probe names none.
  std::string baseline;
  Clock* clock = &RealClock();

  // Lets probes compare with what was recorded of this release when the seed was made.
  void Remember(const ReleaseFacts& facts);
};

// The context of a stack, with the database's password read from the drill host. Errors: NotFound,
// InvalidArgument when the stack's `password_from` leads nowhere.
absl::StatusOr<ProbeContext> MakeProbeContext(DrillHost* host, const Stack& stack);

// The context of that database, by id; of the stack's `database` where the id is empty.
// InvalidArgument for an id that the stack has not.
absl::StatusOr<const ProbeContext*> ContextOf(const ProbeContext& context, const std::string& id);

// The service's container, which has an address. Unavailable when the engine does not answer,
// FailedPrecondition when the service has no running container.
absl::StatusOr<ContainerInfo> LocateContainer(const ProbeContext& context,
                                              absl::string_view service);

// A login with the address of that container (empty: of the database service). The same errors.
absl::StatusOr<PostgresLogin> LocatePostgres(const ProbeContext& context,
                                             absl::string_view service);

// The database of that service (empty: the stack's), whatever its engine. The same errors.
absl::StatusOr<std::unique_ptr<SqlDatabase>> OpenDatabase(const ProbeContext& context,
                                                          absl::string_view service);

}  // namespace drill

#endif  // HARNESS_PROBE_PROBE_CONTEXT_H_
