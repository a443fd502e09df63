// The drill host's Docker engine, asked over its socket without any client program.
#ifndef HARNESS_HOST_ENGINE_API_H_
#define HARNESS_HOST_ENGINE_API_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/descriptor.h"
#include "harness/host/drill_host.h"

namespace drill {

// A container, as the engine describes it.
struct ContainerInfo {
  std::string id;
  // Without the slash that the engine writes before it.
  std::string name;
  // Compose project and service; empty for a container that compose did not make. Where containers
  // of several projects were asked for, the service's name says its project: "shop/web".
  std::string project;
  std::string service;
  // Image reference as written in the compose file, and the id that it had when the container was
  // made.
  std::string image;
  std::string image_id;
  // created, running, paused, restarting, removing, exited or dead.
  std::string status;
  // starting, healthy, unhealthy; empty without a health check.
  std::string health;
  // RFC 3339 in UTC, as the engine writes it.
  std::string created_at;
  std::string started_at;
  // One for each network it is attached to; empty when it does not run.
  std::vector<std::string> addresses;
  int exit_code = 0;
  int restart_count = 0;
  bool oom_killed = false;
  // Process id of its first process, as numbered on the engine's machine; 0 when it does not run.
  int pid = 0;
  // no, always, unless-stopped or on-failure.
  std::string restart_policy;
  // Started for one task: it takes itself away when it ends (docker run --rm), or is what
  // `docker compose run` makes.
  bool for_one_task = false;
  // The container's and its image's.
  std::map<std::string, std::string> labels;
};

// The newest of the service's containers, by its name with or without a project; null when there is
// none.
const ContainerInfo* NewestContainer(const std::vector<ContainerInfo>& containers,
                                     absl::string_view service);

// Thread-safe; every call makes a connection of its own. Errors: Unavailable when the engine does
// not answer in time, Internal when it answers with something else than expected.
class EngineApi {
 public:
  // Opens the engine's socket (O_PATH), for each call anew: an engine that starts again makes
  // another one.
  using OpenSocket = std::function<absl::StatusOr<Descriptor>()>;
  explicit EngineApi(OpenSocket open_socket, absl::Duration timeout = absl::Seconds(2));

  absl::Status Ping() const;

  // Containers of these projects, stopped ones too, sorted by service and age.
  absl::StatusOr<std::vector<ContainerInfo>> ProjectContainers(
      const std::vector<std::string>& projects) const;

  // Of every project and of none, stopped ones too.
  absl::StatusOr<std::vector<ContainerInfo>> AllContainers() const;

  // The container of a service of these projects; the newest where there are several; nullopt when
  // there is none. FailedPrecondition where several projects have a service of that name.
  absl::StatusOr<std::optional<ContainerInfo>> ServiceContainer(
      const std::vector<std::string>& projects, absl::string_view service) const;

  // What a container has written since a moment, both streams, the last `lines` lines of it.
  absl::StatusOr<std::string> Logs(absl::string_view container, absl::Time since,
                                   int lines = 1000) const;

  // Id ("sha256:...") of an image; NotFound when the engine has none of that name.
  absl::StatusOr<std::string> ImageId(absl::string_view reference) const;

  using Parameters = std::multimap<std::string, std::string>;

  // Body of a GET that was answered with 200; NotFound for 404. For what has no function of its
  // own.
  absl::StatusOr<std::string> Get(const std::string& path, const Parameters& parameters = {}) const;

 private:
  absl::StatusOr<ContainerInfo> Inspect(const std::string& id) const;
  // Containers that have all these labels.
  absl::StatusOr<std::vector<ContainerInfo>> List(const std::vector<std::string>& labels) const;

  const OpenSocket open_socket_;
  const absl::Duration timeout_;
};

// The engine of a drill host, which must outlive it.
EngineApi EngineOf(const DrillHost& host, absl::Duration timeout = absl::Seconds(2));

}  // namespace drill

#endif  // HARNESS_HOST_ENGINE_API_H_
