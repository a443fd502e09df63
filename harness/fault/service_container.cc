#include "harness/fault/service_container.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"
#include "harness/stack/projects_of.h"

namespace drill {
namespace {

Probe ServiceProof(const ContainerInfo& container, const std::string& state,
                   const std::string& what) {
  Probe probe;
  probe.set_name(absl::StrCat(container.service, " ", what));
  probe.mutable_service()->set_service(container.service);
  probe.mutable_service()->set_state(state);
  return probe;
}

// "project shop", "projects api, web".
std::string Projects(const Stack& stack) {
  return absl::StrCat(stack.compose_project_size() == 1 ? "project " : "projects ",
                      absl::StrJoin(stack.compose_project(), ", "));
}

}  // namespace

absl::StatusOr<ContainerInfo> RunningContainer(const std::string& service,
                                               const FaultContext& context) {
  ASSIGN_OR_RETURN(std::optional<ContainerInfo> container,
                   EngineOf(context.host).ServiceContainer(ProjectsOf(context.stack), service));
  if (!container) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the service ", service, " of ", Projects(context.stack), " has no container"));
  }
  if (container->status != "running" || container->pid <= 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("the container of ", service, " does not run: it is ", container->status));
  }
  return *std::move(container);
}

absl::StatusOr<std::vector<ContainerInfo>> RunningContainers(const FaultContext& context) {
  ASSIGN_OR_RETURN(std::vector<ContainerInfo> all,
                   EngineOf(context.host).ProjectContainers(ProjectsOf(context.stack)));
  std::vector<ContainerInfo> running;
  for (ContainerInfo& container : all) {
    if (container.status == "running") running.push_back(std::move(container));
  }
  if (running.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat("no container of ", Projects(context.stack), " runs that could die"));
  }
  return running;
}

Life LifeOf(const ContainerInfo& container) {
  Life life;
  life.set_id(container.id);
  life.set_started_at(container.started_at);
  life.set_restarts(container.restart_count);
  return life;
}

Probe ProofOfEnd(const ContainerInfo& container, const std::string& state) {
  Probe probe = ServiceProof(container, state, "ended");
  *probe.mutable_service()->mutable_ended() = LifeOf(container);
  return probe;
}

Probe ProofOfGoingOn(const ContainerInfo& container, const std::string& state) {
  Probe probe = ServiceProof(container, state, "goes on");
  *probe.mutable_service()->mutable_goes_on() = LifeOf(container);
  return probe;
}

}  // namespace drill
