#include "harness/twin/machine_portrait.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "harness/base/json.h"
#include "harness/base/status_macros.h"
#include "harness/host/engine_api.h"
#include "harness/twin/firewall_answers.h"
#include "harness/twin/machine_answers.h"
#include "harness/twin/machine_files.h"
#include "harness/twin/machine_processes.h"
#include "harness/twin/network_answers.h"
#include "harness/twin/portrait.h"
#include "harness/twin/process_file.h"
#include "harness/twin/process_standing.h"
#include "harness/twin/shape.h"
#include "harness/twin/words.h"

namespace drill {
namespace {

using nlohmann::json;

constexpr char kScript[] = {
#include "harness/twin/machine_look.inc"
};

// What the script says under a name, one text for each time that it does.
using Parts = std::map<std::string, std::vector<std::string>>;

Parts PartsOf(absl::string_view said) {
  Parts parts;
  for (const absl::string_view part : absl::StrSplit(said, '\036', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> named =
        absl::StrSplit(part, absl::MaxSplits('\n', 1));
    parts[named.first].push_back(named.second);
  }
  return parts;
}

absl::StatusOr<Parts> Look(DrillHost& host, absl::Duration limit, const StopToken* stop) {
  ExecOptions options;
  options.env = {{"DRILL_COLUMNS", kProcessColumns}};
  options.timeout = limit;
  options.stop = stop;
  ASSIGN_OR_RETURN(const SubprocessResult result, host.Exec({"sh", "-c", kScript}, options));
  if (stop != nullptr && stop->stopped()) return absl::CancelledError("stopped");
  if (!result.succeeded()) return SubprocessError("looking at the machine", result);
  Parts parts = PartsOf(result.stdout_content);
  if (parts.count("processes") == 0 || parts.count("end") == 0)
    return absl::InternalError("what the machine says of itself is cut off");
  return parts;
}

// One text; empty without it.
std::string TextOf(const Parts& parts, const std::string& name) {
  const auto found = parts.find(name);
  return found == parts.end() ? "" : found->second.front();
}

std::string LabelOf(const json& labels, const char* label) {
  const auto found = labels.find(absl::StrCat("com.docker.compose.", label));
  return found != labels.end() && found->is_string() ? found->get<std::string>() : "";
}

// Of an entry of /containers/json: "shop/web", or the container's own name.
std::string NameOf(const json& container) {
  const json labels = container.value("Labels", json::object());
  if (labels.is_object() && LabelOf(labels, "oneoff") != "True") {
    const std::string service = LabelOf(labels, "service");
    if (!service.empty()) return absl::StrCat(LabelOf(labels, "project"), "/", service);
  }
  const json names = container.value("Names", json::array());
  if (!names.is_array() || names.empty() || !names[0].is_string()) return "a container";
  return ShapeOf(absl::StripPrefix(names[0].get<std::string>(), "/"));
}

absl::StatusOr<std::map<std::string, std::string>> ContainerNames(const DrillHost& host,
                                                                  absl::Duration limit) {
  ASSIGN_OR_RETURN(const std::string body, EngineOf(host, limit).Get("/containers/json"));
  const json listed = ParseJson(body);
  if (!listed.is_array()) return absl::InternalError("the engine lists no containers");
  std::map<std::string, std::string> names;
  for (const json& container : listed) {
    if (container.is_object()) names[container.value("Id", "")] = NameOf(container);
  }
  return names;
}

// Container ids by process, of lines "/proc/PID/cgroup:ID".
std::map<int, std::string> ContainersOf(const std::string& text) {
  std::map<int, std::string> containers;
  for (const absl::string_view line : LinesOf(text)) {
    if (const std::optional<ProcessFile> file = ReadProcessFile(line); file.has_value())
      containers[file->pid] = std::string(file->rest.substr(file->rest.rfind(':') + 1));
  }
  return containers;
}

// Of lines "INODE /proc/PID/ns/net": whose network each is. Containers may share one; the first by
// name then stands for all.
std::map<std::string, std::string> NetworksOf(const std::string& text, const ProcessLooks& looks) {
  std::map<std::string, std::string> networks;
  for (const absl::string_view line : LinesOf(text)) {
    const std::pair<std::string, absl::string_view> network =
        absl::StrSplit(line, absl::MaxSplits(' ', 1));
    const std::optional<ProcessFile> file = ReadProcessFile(network.second);
    if (!file.has_value()) continue;
    const auto container = looks.containers.find(file->pid);
    if (container == looks.containers.end()) continue;
    const auto named = looks.names.find(container->second);
    if (named == looks.names.end()) continue;
    const auto known = networks.emplace(network.first, named->second).first;
    known->second = std::min(known->second, named->second);
  }
  return networks;
}

// `part_end` is written behind the names of the network's parts.
void PaintNetwork(const Parts& parts, const std::string& part_end, const std::string& container,
                  Portrait* portrait) {
  const auto text = [&](const char* part) { return TextOf(parts, absl::StrCat(part, part_end)); };
  PaintLinks(text("links"), container, portrait);
  PaintRoutes(text("routes"), container, portrait);
  PaintSettings(text("settings"), container, portrait);
  PaintFirewall("ip", text("firewall ip"), container, portrait);
  PaintFirewall("ip6", text("firewall ip6"), container, portrait);
}

void Paint(const Parts& parts, std::map<std::string, std::string> names, Portrait* portrait) {
  ProcessLooks looks;
  looks.looks = parts.at("processes");
  looks.containers = ContainersOf(TextOf(parts, "containers"));
  looks.standings = StandingsOf(TextOf(parts, "standing"), TextOf(parts, "priorities"));
  looks.names = std::move(names);
  (void)absl::SimpleAtoi(TextOf(parts, "looker"), &looks.looker);
  PaintProcesses(looks, portrait);
  PaintPorts(TextOf(parts, "ports"), TextOf(parts, "addresses"), portrait);
  PaintAddresses(TextOf(parts, "addresses"), portrait);
  PaintMounts(TextOf(parts, "mounts"), portrait);
  PaintRoom(TextOf(parts, "room"), portrait);
  PaintEngineSocket(TextOf(parts, "engine"), portrait);
  PaintNetwork(parts, "", "", portrait);
  for (const auto& [inode, container] : NetworksOf(TextOf(parts, "networks"), looks))
    PaintNetwork(parts, absl::StrCat(" of ", inode), container, portrait);
}

}  // namespace

absl::Status PaintMachine(DrillHost& host, absl::Duration limit, const StopToken* stop,
                          Portrait* portrait) {
  Painter painter(MACHINE, portrait);
  const absl::StatusOr<Parts> parts = Look(host, limit, stop);
  if (absl::IsCancelled(parts.status())) return parts.status();
  if (!parts.ok()) {
    painter.NotObserved("the machine", parts.status().message());
    return absl::OkStatus();
  }
  // Afterwards: every container that was there at the looks and still is has a name.
  absl::StatusOr<std::map<std::string, std::string>> names = ContainerNames(host, limit);
  if (!names.ok()) {
    painter.NotObserved("the containers' processes", names.status().message());
    return absl::OkStatus();
  }
  Paint(*parts, *std::move(names), portrait);
  PaintMachineFiles(host, portrait);
  return absl::OkStatus();
}

}  // namespace drill
