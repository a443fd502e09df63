#include "harness/drill/container_lives.h"

#include "harness/base/status_macros.h"

namespace drill {

std::vector<ContainerLife> ToLives(const std::vector<ContainerInfo>& containers) {
  std::vector<ContainerLife> lives;
  for (const ContainerInfo& container : containers) {
    if (container.for_one_task) continue;
    ContainerLife& life = lives.emplace_back();
    life.set_id(container.id);
    life.set_name(container.name.empty() ? container.id : container.name);
    life.set_project(container.project);
    life.set_status(container.status);
    life.set_started_at(container.started_at);
    life.set_restarts(container.restart_count);
    life.set_exit_code(container.exit_code);
    life.set_oom_killed(container.oom_killed);
  }
  return lives;
}

absl::StatusOr<std::vector<ContainerLife>> ReadContainerLives(const DrillHost& host,
                                                              absl::Duration limit) {
  ASSIGN_OR_RETURN(const std::vector<ContainerInfo> containers,
                   EngineOf(host, limit).AllContainers());
  return ToLives(containers);
}

}  // namespace drill
