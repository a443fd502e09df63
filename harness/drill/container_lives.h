// How the containers of a drill host live: since when, and how often the engine had to start them.
#ifndef HARNESS_DRILL_CONTAINER_LIVES_H_
#define HARNESS_DRILL_CONTAINER_LIVES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/host/drill_host.h"
#include "harness/host/engine_api.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// Containers of every compose project and of none, except those started for one task, which are
// expected to end. Pure.
std::vector<ContainerLife> ToLives(const std::vector<ContainerInfo>& containers);

// Errors as EngineApi's. `limit` is the timeout of each of the engine's answers.
absl::StatusOr<std::vector<ContainerLife>> ReadContainerLives(const DrillHost& host,
                                                              absl::Duration limit);

}  // namespace drill

#endif  // HARNESS_DRILL_CONTAINER_LIVES_H_
