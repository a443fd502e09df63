#include "harness/verify/facts.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/host/engine_api.h"
#include "harness/verify/postgres.h"
#include "harness/verify/schema_fingerprint.h"
#include "harness/verify/table_checksum.h"

namespace drill {
namespace {

// A seed is made while the machine does much else.
constexpr absl::Duration kEngineLimit = absl::Seconds(10);
constexpr absl::Duration kQueryLimit = absl::Seconds(60);
constexpr char kAlembicRevision[] = "SELECT version_num FROM alembic_version";

absl::Status CollectImages(const ProbeContext& context, ReleaseFacts* facts) {
  ASSIGN_OR_RETURN(
      const std::vector<ContainerInfo> containers,
      EngineOf(*context.host, kEngineLimit).ProjectContainers(context.compose_project));
  if (containers.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the compose project ", context.compose_project, " has no containers"));
  }
  for (const ContainerInfo& container : containers) {
    (*facts->mutable_image_ids())[container.service] = container.image_id;
    (*facts->mutable_image_references())[container.service] = container.image;
  }
  return absl::OkStatus();
}

absl::Status CollectSchema(const PostgresLogin& login, const Database& database,
                           ReleaseFacts* facts) {
  ASSIGN_OR_RETURN(const std::string revision,
                   QueryPostgresValue(login, RevisionQuery(database), kQueryLimit));
  ASSIGN_OR_RETURN(SchemaFingerprint schema, ReadSchemaFingerprint(login, kQueryLimit));
  facts->set_schema_revision(revision);
  facts->set_schema_text(std::move(schema.text));
  facts->set_schema_sha256(schema.sha256);
  return absl::OkStatus();
}

}  // namespace

std::string RevisionQuery(const Database& database) {
  return database.revision_query().empty() ? kAlembicRevision : database.revision_query();
}

std::string FactsQueries(const Database& database) {
  std::string queries = absl::StrCat(RevisionQuery(database), "\n", SchemaQuery(), "\n");
  // One that no database has, so that the query counts also where no table is seeded.
  SeededTable any;
  any.set_table("t");
  any.add_columns("c");
  absl::StrAppend(&queries, ChecksumQuery(any), "\n");
  for (const SeededTable& table : database.seeded_tables())
    absl::StrAppend(&queries, ChecksumQuery(table), "\n");
  return queries;
}

absl::StatusOr<ReleaseFacts> CollectFacts(const ProbeContext& context, const Database& database,
                                          const std::string& version) {
  ReleaseFacts facts;
  facts.set_version(version);
  RETURN_IF_ERROR(CollectImages(context, &facts));
  if (database.service().empty()) return facts;
  RETURN_IF_ERROR(context.host->InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const PostgresLogin login, LocateDatabase(context, database.service()));
    RETURN_IF_ERROR(CollectSchema(login, database, &facts));
    for (const SeededTable& table : database.seeded_tables()) {
      ASSIGN_OR_RETURN(*facts.add_tables(), ChecksumTable(login, table, kQueryLimit));
    }
    return absl::OkStatus();
  }));
  return facts;
}

}  // namespace drill
