// What the drill host's engine has: containers, networks, volumes, compose projects; and what a
// procedure has made of them.
#ifndef HARNESS_DRILL_DOCKER_OBJECTS_H_
#define HARNESS_DRILL_DOCKER_OBJECTS_H_

#include <map>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"

namespace drill {

struct DockerObjects {
  // Of a service, of all its containers the one that is best off; of a container that belongs to
  // none, its own.
  struct Condition {
    // It runs, and is not unhealthy.
    bool well = false;
    // "runs", "runs, unhealthy", "exited with 1", "is paused".
    std::string words;
  };

  // "container web-1", "network shop_default", "volume shop_data", "compose project shop".
  std::set<std::string> names;
  // By the service's name, within its project: "shop/web".
  std::map<std::string, Condition> conditions;
};

// Unavailable or Internal when the engine does not answer as expected.
absl::StatusOr<DockerObjects> ReadDockerObjects(const DrillHost& host, absl::Duration limit);

// From the engine's answers to /containers/json, /networks and /volumes. Internal for what is none.
// Pure.
absl::StatusOr<DockerObjects> ParseDockerObjects(absl::string_view containers,
                                                 absl::string_view networks,
                                                 absl::string_view volumes);

// Names are compared with `healthy`, which was read before the fault, conditions with `broken`,
// read right before the procedure. Pure.
HostChanges CompareDockerObjects(const DockerObjects& healthy, const DockerObjects& broken,
                                 const DockerObjects& after);

}  // namespace drill

#endif  // HARNESS_DRILL_DOCKER_OBJECTS_H_
