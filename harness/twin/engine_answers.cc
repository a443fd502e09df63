#include "harness/twin/engine_answers.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "harness/base/service_name.h"
#include "harness/base/short_digest.h"
#include "harness/twin/portrait.h"
#include "harness/twin/shape.h"

namespace drill {
namespace {

using nlohmann::json;

// The lines in an order of their own: the engine's means nothing.
std::string Sorted(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  return absl::StrJoin(lines, "; ");
}

constexpr char kImageId[] = "/Image";

// The text of a key in the object at a path; a label's name may hold what a path would read.
std::string ValueIn(const json& answer, const std::string& path, const std::string& key) {
  const json::json_pointer pointer(path);
  if (!answer.contains(pointer) || !answer.at(pointer).is_object()) return "";
  return answer.at(pointer).value(key, "");
}

std::string LabelOf(const json& inspected, const std::string& label) {
  return ValueIn(inspected, "/Config/Labels", "com.docker.compose." + label);
}

// Where a volume has no name, its id is another each time.
std::string Mounts(const json& inspected) {
  std::vector<std::string> lines;
  for (const json& mount : inspected.value("Mounts", json::array())) {
    const std::string name = AnswerText(mount, "/Name");
    lines.push_back(absl::StrCat(AnswerText(mount, "/Type"), " ",
                                 name.empty() ? AnswerText(mount, "/Source") : ShapeOf(name),
                                 " on ", AnswerText(mount, "/Destination"),
                                 mount.value("RW", true) ? "" : " read-only"));
  }
  return Sorted(std::move(lines));
}

std::string Keys(const json& inspected, const std::string& path) {
  const json::json_pointer pointer(path);
  std::vector<std::string> keys;
  if (inspected.contains(pointer) && inspected.at(pointer).is_object()) {
    for (const auto& entry : inspected.at(pointer).items()) keys.push_back(entry.key());
  }
  return Sorted(std::move(keys));
}

// By what names other containers find it on each network. Some engines add the beginning of its id,
// which is another each time.
std::string NamesOnNetworks(const json& inspected) {
  const json::json_pointer pointer("/NetworkSettings/Networks");
  std::vector<std::string> lines;
  if (!inspected.contains(pointer) || !inspected.at(pointer).is_object()) return "";
  const std::string id = AnswerText(inspected, "/Id");
  for (const auto& network : inspected.at(pointer).items()) {
    const json::json_pointer aliases("/Aliases");
    if (!network.value().contains(aliases) || !network.value().at(aliases).is_array()) continue;
    std::set<std::string> names;
    for (const json& alias : network.value().at(aliases)) {
      if (alias.is_string() && !absl::StartsWith(id, alias.get<std::string>()))
        names.insert(alias.get<std::string>());
    }
    if (!names.empty())
      lines.push_back(absl::StrCat(network.key(), ": ", absl::StrJoin(names, ", ")));
  }
  return Sorted(std::move(lines));
}

// What others steer by: a proxy's routes, whether an updater or a backup takes care of it. Left out
// are those of compose, of the engine, and what an image's build says of itself.
void PaintLabels(const json& inspected, const std::string& object, const std::string& release_label,
                 Painter& painter) {
  constexpr const char* kNotes[] = {"com.docker.", "desktop.docker.", "org.opencontainers.",
                                    "org.label-schema.", "io.buildah."};
  const json::json_pointer pointer("/Config/Labels");
  if (!inspected.contains(pointer) || !inspected.at(pointer).is_object()) return;
  for (const auto& label : inspected.at(pointer).items()) {
    const bool is_note = std::any_of(std::begin(kNotes), std::end(kNotes), [&](const char* prefix) {
      return absl::StartsWith(label.key(), prefix);
    });
    if (!is_note && label.key() != release_label && label.value().is_string())
      painter.Field(object, absl::StrCat("label ", label.key()),
                    DigestOf(label.value().get<std::string>()));
  }
}

std::string NameOf(const json& inspected) {
  return std::string(absl::StripPrefix(AnswerText(inspected, "/Name"), "/"));
}

// Each variable by its name; its value may be a secret.
void PaintEnvironment(const json& inspected, const std::string& object, Painter& painter) {
  const json::json_pointer pointer("/Config/Env");
  if (!inspected.contains(pointer) || !inspected.at(pointer).is_array()) return;
  for (const json& entry : inspected.at(pointer)) {
    if (!entry.is_string()) continue;
    const std::pair<std::string, std::string> variable =
        absl::StrSplit(entry.get<std::string>(), absl::MaxSplits('=', 1));
    painter.Field(object, absl::StrCat("environment ", variable.first), DigestOf(variable.second));
  }
}

// A field of a container, where the engine says it, and what a difference in it means.
struct ContainerField {
  const char* name;
  const char* path;
  Weight weight = ACTS;
};

constexpr ContainerField kFields[] = {
    {"image", "/Config/Image"},
    {"image id", kImageId},
    // Of the fault, as a rule: a container that is made anew counts from nothing.
    {"restarts", "/RestartCount", TOLD},
    {"restart policy", "/HostConfig/RestartPolicy/Name"},
    {"restarts at most", "/HostConfig/RestartPolicy/MaximumRetryCount"},
    {"command", "/Config/Cmd"},
    {"entrypoint", "/Config/Entrypoint"},
    {"user", "/Config/User"},
    {"working directory", "/Config/WorkingDir"},
    {"health check", "/Config/Healthcheck"},
    {"stop signal", "/Config/StopSignal"},
    {"time to stop", "/Config/StopTimeout"},
    {"network mode", "/HostConfig/NetworkMode"},
    {"ports", "/HostConfig/PortBindings"},
    {"every port published", "/HostConfig/PublishAllPorts"},
    {"extra hosts", "/HostConfig/ExtraHosts"},
    {"name servers", "/HostConfig/Dns"},
    {"name server options", "/HostConfig/DnsOptions"},
    {"domains searched", "/HostConfig/DnsSearch"},
    {"memory limit", "/HostConfig/Memory"},
    {"memory reserved", "/HostConfig/MemoryReservation"},
    {"swap limit", "/HostConfig/MemorySwap"},
    {"not killed when memory is short", "/HostConfig/OomKillDisable"},
    {"killed when memory is short by", "/HostConfig/OomScoreAdj"},
    {"processor limit", "/HostConfig/NanoCpus"},
    {"processor quota", "/HostConfig/CpuQuota"},
    {"processor shares", "/HostConfig/CpuShares"},
    {"processor period", "/HostConfig/CpuPeriod"},
    {"processors", "/HostConfig/CpusetCpus"},
    {"memory nodes", "/HostConfig/CpusetMems"},
    {"input and output weight", "/HostConfig/BlkioWeight"},
    {"process limit", "/HostConfig/PidsLimit"},
    {"process limits", "/HostConfig/Ulimits"},
    {"shared memory", "/HostConfig/ShmSize"},
    {"file systems in memory", "/HostConfig/Tmpfs"},
    {"read-only", "/HostConfig/ReadonlyRootfs"},
    {"privileged", "/HostConfig/Privileged"},
    {"capabilities added", "/HostConfig/CapAdd"},
    {"capabilities dropped", "/HostConfig/CapDrop"},
    {"security options", "/HostConfig/SecurityOpt"},
    {"devices", "/HostConfig/Devices"},
    {"devices requested", "/HostConfig/DeviceRequests"},
    {"volumes from", "/HostConfig/VolumesFrom"},
    {"runtime", "/HostConfig/Runtime"},
    {"first process", "/HostConfig/Init"},
    {"control group", "/HostConfig/CgroupParent"},
    {"process namespace", "/HostConfig/PidMode"},
    {"shared memory of", "/HostConfig/IpcMode"},
    {"user namespace", "/HostConfig/UsernsMode"},
    {"kernel settings", "/HostConfig/Sysctls"},
    {"further groups", "/HostConfig/GroupAdd"},
    {"log driver", "/HostConfig/LogConfig"},
    {"removed when it ends", "/HostConfig/AutoRemove"},
};

}  // namespace

std::string AnswerText(const json& answer, const std::string& path) {
  const json::json_pointer pointer(path);
  if (!answer.contains(pointer)) return "";
  const json& value = answer.at(pointer);
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null() || value == false || value == 0) return "";
  if ((value.is_array() || value.is_object()) && value.empty()) return "";
  return value.dump();
}

std::string ContainerName(const json& inspected) {
  const std::string project = LabelOf(inspected, "project");
  const std::string service = LabelOf(inspected, "service");
  const std::string number = LabelOf(inspected, "container-number");
  if (project.empty() || service.empty() || LabelOf(inspected, "oneoff") == "True") {
    return absl::StrCat("container ", NameOf(inspected));
  }
  return absl::StrCat("container ", project, "/", service,
                      number.empty() || number == "1" ? "" : absl::StrCat(" ", number));
}

std::string ReleaseLabelOf(const json& inspected, const ReleaseLabels& labels) {
  const std::string service =
      absl::StrCat(LabelOf(inspected, "project"), "/", LabelOf(inspected, "service"));
  for (const auto& [name, label] : labels)
    if (MaySayTheSame(name, service)) return label;
  return "";
}

void PaintContainer(const json& inspected, const ReleaseLabels& labels, Portrait* portrait) {
  Painter painter(ENGINE, portrait);
  const std::string object = ContainerName(inspected);
  const bool runs = AnswerText(inspected, "/State/Running") == "true";
  painter.Object(object, runs ? ACTS : NEW_IS_TOLD);
  // Of a container that has ended, the engine still reports the last health: leave it out.
  const std::string health = runs ? AnswerText(inspected, "/State/Health/Status") : "";
  painter.Field(
      object, "state",
      absl::StrCat(AnswerText(inspected, "/State/Status"), health.empty() ? "" : ", ", health));
  const std::string release_label = ReleaseLabelOf(inspected, labels);
  for (const ContainerField& field : kFields) {
    if (absl::string_view(field.path) == kImageId && !release_label.empty()) continue;
    painter.Field(object, field.name, AnswerText(inspected, field.path), field.weight);
  }
  if (!release_label.empty()) {
    painter.Field(object, absl::StrCat("image label ", release_label),
                  ValueIn(inspected, "/Config/Labels", release_label));
  }
  // By which people and scripts call it: `docker exec shop-db-1`. Where it is no service's, the
  // object is named so.
  if (const std::string name = NameOf(inspected); object != absl::StrCat("container ", name))
    painter.Field(object, "name", name);
  PaintLabels(inspected, object, release_label, painter);
  painter.Field(object, "mounts", Mounts(inspected));
  painter.Field(object, "networks", Keys(inspected, "/NetworkSettings/Networks"));
  painter.Field(object, "names on networks", NamesOnNetworks(inspected));
  // Only reported: each setting is compared by itself, and `up --no-deps` changes this hash too.
  painter.Field(object, "compose configuration", LabelOf(inspected, "config-hash"), TOLD);
  PaintEnvironment(inspected, object, painter);
}

void PaintNetworks(const json& networks, Portrait* portrait) {
  Painter painter(ENGINE, portrait);
  for (const json& network : networks) {
    const std::string object = absl::StrCat("network ", AnswerText(network, "/Name"));
    painter.Object(object, NEW_IS_TOLD);
    painter.Field(object, "driver", AnswerText(network, "/Driver"));
    painter.Field(object, "internal", AnswerText(network, "/Internal"));
    painter.Field(object, "options", AnswerText(network, "/Options"));
  }
}

void PaintVolumes(const json& volumes, Portrait* portrait) {
  Painter painter(ENGINE, portrait);
  for (const json& volume : volumes) {
    const std::string object = absl::StrCat("volume ", AnswerText(volume, "/Name"));
    painter.Object(object, NEW_IS_TOLD);
    painter.Field(object, "driver", AnswerText(volume, "/Driver"));
    painter.Field(object, "options", AnswerText(volume, "/Options"));
  }
}

void PaintImages(const json& images, const std::map<std::string, std::string>& labels,
                 Portrait* portrait) {
  Painter painter(ENGINE, portrait);
  for (const json& image : images) {
    const json::json_pointer tags("/RepoTags");
    if (!image.contains(tags) || !image.at(tags).is_array()) continue;
    for (const json& tag : image.at(tags)) {
      if (!tag.is_string()) continue;
      const std::string object = absl::StrCat("image ", tag.get<std::string>());
      painter.Object(object, NEW_IS_TOLD);
      const std::string id = AnswerText(image, "/Id");
      const auto label = labels.find(id);
      if (label == labels.end()) {
        painter.Field(object, "id", id);
      } else {
        painter.Field(object, absl::StrCat("label ", label->second),
                      ValueIn(image, "/Labels", label->second));
      }
    }
  }
}

void PaintSettings(const json& info, Portrait* portrait) {
  constexpr std::pair<const char*, const char*> kSettings[] = {
      {"version", "/ServerVersion"},
      {"storage driver", "/Driver"},
      {"log driver", "/LoggingDriver"},
      {"default runtime", "/DefaultRuntime"},
      {"live restore", "/LiveRestoreEnabled"},
      {"root directory", "/DockerRootDir"},
      {"experimental", "/ExperimentalBuild"},
      {"insecure registries", "/RegistryConfig/InsecureRegistryCIDRs"},
      {"registry mirrors", "/RegistryConfig/Mirrors"},
      {"swarm", "/Swarm/LocalNodeState"},
  };
  Painter painter(ENGINE, portrait);
  for (const auto& [field, path] : kSettings)
    painter.Field("engine", field, AnswerText(info, path));
}

}  // namespace drill
