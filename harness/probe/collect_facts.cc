#include "harness/probe/collect_facts.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/database/facts.h"
#include "harness/host/engine_api.h"

namespace drill {
namespace {

// A seed is made while the machine does much else.
constexpr absl::Duration kEngineLimit = absl::Seconds(10);

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

}  // namespace

absl::StatusOr<ReleaseFacts> CollectFacts(const ProbeContext& context, const Database& database,
                                          const std::string& version) {
  ReleaseFacts facts;
  facts.set_version(version);
  RETURN_IF_ERROR(CollectImages(context, &facts));
  if (database.service().empty()) return facts;
  RETURN_IF_ERROR(context.host->InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const PostgresLogin login, LocateDatabase(context, database.service()));
    return RecordDatabase(login, database, &facts);
  }));
  return facts;
}

}  // namespace drill
