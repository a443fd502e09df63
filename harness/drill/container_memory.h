// How much memory the containers of a drill host have written: what the kernel counts for their
// control groups without what it can read again from files.
#ifndef HARNESS_DRILL_CONTAINER_MEMORY_H_
#define HARNESS_DRILL_CONTAINER_MEMORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/host/engine_api.h"

namespace drill {

struct ContainerMemory {
  std::string id;
  std::string name;
  int64_t anonymous_bytes = 0;
};

// From the engine's answer to /containers/ID/stats: `anon` where it has control groups of version
// 2, `total_rss` in version 1. nullopt where it says neither, as of a container that does not run.
// Pure.
std::optional<int64_t> ParseAnonymousMemory(absl::string_view stats);

// Of all that run. One whose memory the engine does not say is left out. Errors: those of EngineApi
// where the containers could not be listed.
absl::StatusOr<std::vector<ContainerMemory>> ReadContainerMemory(const EngineApi& engine);

}  // namespace drill

#endif  // HARNESS_DRILL_CONTAINER_MEMORY_H_
