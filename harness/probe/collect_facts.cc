#include "harness/probe/collect_facts.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/base/service_name.h"
#include "harness/base/status_macros.h"
#include "harness/database/facts.h"
#include "harness/database/sql_database.h"
#include "harness/host/engine_api.h"
#include "harness/probe/recorded_value.h"

namespace drill {
namespace {

// A seed is made while the machine does much else.
constexpr absl::Duration kEngineLimit = absl::Seconds(10);

// A stack may have no compose project, but not when the machine has one: it would be left out.
absl::Status MustHaveNoProject(const EngineApi& engine) {
  ASSIGN_OR_RETURN(const std::vector<ContainerInfo> containers, engine.AllContainers());
  for (const ContainerInfo& container : containers) {
    if (container.project.empty() || container.for_one_task) continue;
    return absl::FailedPreconditionError(
        absl::StrCat("the machine has the compose project ", container.project,
                     ", and the stack names none; set compose_project"));
  }
  return absl::OkStatus();
}

absl::Status CollectImages(const ProbeContext& context, ReleaseFacts* facts) {
  if (context.compose_projects.empty())
    return MustHaveNoProject(EngineOf(*context.host, kEngineLimit));
  ASSIGN_OR_RETURN(
      const std::vector<ContainerInfo> containers,
      EngineOf(*context.host, kEngineLimit).ProjectContainers(context.compose_projects));
  for (const std::string& project : context.compose_projects) {
    const bool there = std::any_of(containers.begin(), containers.end(),
                                   [&](const auto& one) { return one.project == project; });
    if (there) continue;
    return absl::FailedPreconditionError(
        absl::StrCat("the compose project ", project, " has no containers"));
  }
  for (const ContainerInfo& container : containers) {
    (*facts->mutable_image_ids())[container.service] = container.image_id;
    (*facts->mutable_image_references())[container.service] = container.image;
    for (const ReleaseLabel& one : context.release_labels) {
      if (!MaySayTheSame(one.service(), container.service)) continue;
      const auto label = container.labels.find(one.label());
      if (label == container.labels.end()) {
        return absl::FailedPreconditionError(absl::StrCat("the image ", container.image, " of ",
                                                          container.service, " has no label ",
                                                          one.label()));
      }
      (*facts->mutable_labels())[container.service] = label->second;
    }
    if (container.status == "exited")
      (*facts->mutable_ended())[container.service] = container.exit_code;
  }
  return absl::OkStatus();
}

absl::Status Record(const ProbeContext& context, const Database& database, ReleaseFacts* facts) {
  ASSIGN_OR_RETURN(const std::unique_ptr<SqlDatabase> found, OpenDatabase(context, ""));
  return RecordDatabase(*found, database, facts);
}

}  // namespace

absl::StatusOr<ReleaseFacts> CollectFacts(const ProbeContext& context, const Stack& stack,
                                          const std::string& version) {
  ReleaseFacts facts;
  facts.set_version(version);
  RETURN_IF_ERROR(CollectImages(context, &facts));
  RETURN_IF_ERROR(context.host->InNetwork([&]() -> absl::Status {
    for (const RecordedValue& value : context.recorded_values) {
      const absl::StatusOr<std::string> read = ReadRecordedValue(context, value);
      if (!read.ok()) {
        return absl::Status(read.status().code(), absl::StrCat("the recorded value ", value.name(),
                                                               ": ", read.status().message()));
      }
      (*facts.mutable_values())[value.name()] = *read;
    }
    if (IsNamed(stack.database())) RETURN_IF_ERROR(Record(context, stack.database(), &facts));
    for (const Database& database : stack.further_databases()) {
      ASSIGN_OR_RETURN(const ProbeContext* const of_database, ContextOf(context, database.id()));
      ReleaseFacts& further = (*facts.mutable_databases())[database.id()];
      further.set_version(version);
      RETURN_IF_ERROR(Record(*of_database, database, &further));
    }
    return absl::OkStatus();
  }));
  return facts;
}

ReleaseFacts DeclaredFacts(const Release& release) {
  ReleaseFacts facts;
  facts.set_version(release.version());
  facts.set_declared(true);
  facts.set_schema_revision(release.schema_revision());
  *facts.mutable_values() = release.recorded();
  *facts.mutable_labels() = release.labels();
  return facts;
}

}  // namespace drill
