#include "harness/drill/docker_objects.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "harness/base/json.h"
#include "harness/base/status_macros.h"
#include "harness/host/engine_api.h"

namespace drill {
namespace {

using nlohmann::json;

constexpr char kProject[] = "com.docker.compose.project";
constexpr char kService[] = "com.docker.compose.service";
// The name of a volume that was given none: 64 of them.
constexpr absl::string_view kHexadecimal = "0123456789abcdef";
constexpr size_t kAnonymousName = 64;
constexpr size_t kShortName = 12;

std::string Text(const json& value, const char* key) {
  const auto found = value.find(key);
  return found != value.end() && found->is_string() ? found->get<std::string>() : "";
}

json Labels(const json& object) {
  const auto found = object.find("Labels");
  return found != object.end() && found->is_object() ? *found : json::object();
}

// The first of a container's names, without its slash.
std::string NameOf(const json& container) {
  const auto names = container.find("Names");
  if (names == container.end() || !names->is_array() || names->empty() ||
      !names->front().is_string())
    return Text(container, "Id").substr(0, kShortName);
  return std::string(absl::StripPrefix(names->front().get<std::string>(), "/"));
}

// `status` as `docker ps` shows it: "Up 3 minutes (unhealthy)", "Exited (137) 2 seconds ago".
DockerObjects::Condition ConditionOf(const std::string& state, const std::string& status) {
  DockerObjects::Condition condition;
  if (state == "running") {
    condition.well = !absl::StrContains(status, "(unhealthy)");
    condition.words = condition.well ? "runs" : "runs, unhealthy";
    return condition;
  }
  const size_t open = status.find('('), close = status.find(')');
  const bool code = state == "exited" && open < close && close != std::string::npos;
  condition.words = code ? absl::StrCat("exited with ", status.substr(open + 1, close - open - 1))
                         : absl::StrCat("is ", state);
  return condition;
}

std::string VolumeName(const std::string& name) {
  const bool anonymous = name.size() == kAnonymousName &&
                         name.find_first_not_of(kHexadecimal.data()) == std::string::npos;
  return anonymous ? absl::StrCat("anonymous volume ", name.substr(0, kShortName))
                   : absl::StrCat("volume ", name);
}

void AddContainer(const json& container, DockerObjects& objects) {
  const json labels = Labels(container);
  const std::string project = Text(labels, kProject), service = Text(labels, kService);
  const std::string name = NameOf(container);
  objects.names.insert(absl::StrCat("container ", name));
  if (!project.empty()) objects.names.insert(absl::StrCat("compose project ", project));
  // What `docker compose run` leaves behind is not the service.
  if (Text(labels, "com.docker.compose.oneoff") == "True") return;
  const std::string key = service.empty() ? name : absl::StrCat(project, "/", service);
  DockerObjects::Condition now = ConditionOf(Text(container, "State"), Text(container, "Status"));
  const auto known = objects.conditions.find(key);
  if (known == objects.conditions.end() || !known->second.well)
    objects.conditions[key] = std::move(now);
}

std::vector<std::string> OnlyIn(const std::set<std::string>& some,
                                const std::set<std::string>& others) {
  std::vector<std::string> only;
  std::set_difference(some.begin(), some.end(), others.begin(), others.end(),
                      std::back_inserter(only));
  return only;
}

absl::Status Strange(absl::string_view what) {
  return absl::InternalError(absl::StrCat("the Docker engine's list of ", what, " is none"));
}

}  // namespace

absl::StatusOr<DockerObjects> ParseDockerObjects(absl::string_view containers,
                                                 absl::string_view networks,
                                                 absl::string_view volumes) {
  DockerObjects objects;
  const json listed = ParseJson(containers), nets = ParseJson(networks), vols = ParseJson(volumes);
  if (!listed.is_array()) return Strange("containers");
  for (const json& container : listed) AddContainer(container, objects);
  if (!nets.is_array()) return Strange("networks");
  for (const json& network : nets)
    objects.names.insert(absl::StrCat("network ", Text(network, "Name")));
  if (!vols.is_object()) return Strange("volumes");
  // The engine answers with null when it has no volumes.
  const auto named = vols.find("Volumes");
  if (named == vols.end() || !named->is_array()) return objects;
  for (const json& volume : *named) objects.names.insert(VolumeName(Text(volume, "Name")));
  return objects;
}

absl::StatusOr<DockerObjects> ReadDockerObjects(const DrillHost& host, absl::Duration limit) {
  const EngineApi engine = EngineOf(host, limit);
  ASSIGN_OR_RETURN(const std::string containers, engine.Get("/containers/json", {{"all", "true"}}));
  ASSIGN_OR_RETURN(const std::string networks, engine.Get("/networks"));
  ASSIGN_OR_RETURN(const std::string volumes, engine.Get("/volumes"));
  return ParseDockerObjects(containers, networks, volumes);
}

HostChanges CompareDockerObjects(const DockerObjects& healthy, const DockerObjects& broken,
                                 const DockerObjects& after) {
  HostChanges changes;
  for (std::string& name : OnlyIn(after.names, healthy.names))
    changes.add_appeared(std::move(name));
  for (std::string& name : OnlyIn(healthy.names, after.names))
    changes.add_vanished(std::move(name));
  for (const auto& [name, before] : broken.conditions) {
    if (!before.well) continue;
    const auto now = after.conditions.find(name);
    if (now != after.conditions.end() && now->second.well) continue;
    changes.add_worse(absl::StrCat(name, " ",
                                   now == after.conditions.end() ? "is gone" : now->second.words,
                                   "; it ran before the procedure"));
  }
  return changes;
}

}  // namespace drill
