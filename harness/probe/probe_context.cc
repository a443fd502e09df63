#include "harness/probe/probe_context.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/database/facts.h"
#include "harness/database/postgres_database.h"
#include "harness/database/sqlite_database.h"
#include "harness/probe/locate_sqlite_file.h"
#include "harness/stack/projects_of.h"

namespace drill {
namespace {

constexpr int kDefaultPort = 5432;

}  // namespace

void ProbeContext::Remember(const ReleaseFacts& facts) {
  schema_sha256[facts.version()] = facts.schema_sha256();
  recorded_tables[facts.version()] = {facts.tables().begin(), facts.tables().end()};
  for (const auto& [id, of_database] : facts.databases()) {
    const auto found = further.find(id);
    if (found != further.end()) found->second->Remember(of_database);
  }
}

namespace {

absl::Status SetDatabase(const Database& database, ProbeContext& context) {
  context.seeded_tables.assign(database.seeded_tables().begin(), database.seeded_tables().end());
  context.revision_query = RevisionQuery(database);
  context.database_service = database.service();
  context.database_file = database.file();
  context.database.port = database.port() == 0 ? kDefaultPort : database.port();
  context.database.name = database.name();
  context.database.user = database.user();
  context.password = nullptr;
  if (!database.password_from().empty()) {
    ASSIGN_OR_RETURN(context.password,
                     DatabasePassword::Read(*context.host, database.password_from()));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ProbeContext> MakeProbeContext(DrillHost* host, const Stack& stack) {
  ProbeContext context;
  context.host = host;
  context.compose_projects = ProjectsOf(stack);
  context.operator_directory = stack.operator_directory();
  context.host_names.assign(stack.host_names().begin(), stack.host_names().end());
  context.baseline = stack.baseline();
  context.backups.assign(stack.backups().begin(), stack.backups().end());
  context.recorded_values.assign(stack.recorded().begin(), stack.recorded().end());
  context.release_labels.assign(stack.release_labels().begin(), stack.release_labels().end());
  std::map<std::string, std::shared_ptr<ProbeContext>> further;
  for (const Database& database : stack.further_databases()) {
    auto one = std::make_shared<ProbeContext>(context);
    RETURN_IF_ERROR(SetDatabase(database, *one));
    further[database.id()] = std::move(one);
  }
  RETURN_IF_ERROR(SetDatabase(stack.database(), context));
  context.further = std::move(further);
  return context;
}

absl::StatusOr<const ProbeContext*> ContextOf(const ProbeContext& context, const std::string& id) {
  if (id.empty()) return &context;
  const auto found = context.further.find(id);
  if (found != context.further.end()) return found->second.get();
  return absl::InvalidArgumentError(absl::StrCat("the stack has no database ", id));
}

absl::StatusOr<ContainerInfo> LocateContainer(const ProbeContext& context,
                                              absl::string_view service) {
  ASSIGN_OR_RETURN(std::optional<ContainerInfo> container,
                   EngineOf(*context.host).ServiceContainer(context.compose_projects, service));
  if (!container) return absl::FailedPreconditionError(absl::StrCat(service, " has no container"));
  if (container->addresses.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the container of ", service, " is ", container->status));
  }
  return *std::move(container);
}

absl::StatusOr<PostgresLogin> LocatePostgres(const ProbeContext& context,
                                             absl::string_view service) {
  if (service.empty()) service = context.database_service;
  if (service.empty()) {
    return absl::InvalidArgumentError("the stack names no database service");
  }
  ASSIGN_OR_RETURN(const ContainerInfo container, LocateContainer(context, service));
  PostgresLogin login = context.database;
  login.address = container.addresses.front();
  if (context.password != nullptr) {
    login.password = context.password->value();
    login.other_password = [source = context.password](const std::string& refused) {
      return source->Other(refused);
    };
    login.known_passwords = [source = context.password] { return source->Known(); };
  }
  return login;
}

absl::StatusOr<std::unique_ptr<SqlDatabase>> OpenDatabase(const ProbeContext& context,
                                                          absl::string_view service) {
  if (service.empty() && !context.database_file.empty()) {
    ASSIGN_OR_RETURN(SqliteFile file, LocateSqliteFile(*context.host, context.database_file));
    return std::make_unique<SqliteDatabase>(std::move(file));
  }
  ASSIGN_OR_RETURN(PostgresLogin login, LocatePostgres(context, service));
  return std::make_unique<PostgresDatabase>(std::move(login));
}

}  // namespace drill
