#include "harness/host/engine_api.h"

#include <fcntl.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "harness/base/http_transfer.h"
#include "harness/base/json.h"
#include "harness/base/service_name.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

using nlohmann::json;

constexpr char kProjectLabel[] = "com.docker.compose.project";
constexpr char kServiceLabel[] = "com.docker.compose.service";
// What `docker compose run` leaves behind is not the service.
constexpr char kNotOneOff[] = "com.docker.compose.oneoff=False";

constexpr absl::string_view kNoBytes("\0\0\0", 3);

// Text at a JSON pointer; empty when there is none.
int NumberAt(const json& value, const char* pointer) {
  const json::json_pointer where(pointer);
  if (!value.contains(where) || !value.at(where).is_number_integer()) return 0;
  return value.at(where).get<int>();
}

bool FlagAt(const json& value, const char* pointer) {
  const json::json_pointer where(pointer);
  return value.contains(where) && value.at(where) == true;
}

std::vector<std::string> Addresses(const json& container) {
  const json::json_pointer where("/NetworkSettings/Networks");
  std::vector<std::string> addresses;
  if (!container.contains(where) || !container.at(where).is_object()) return addresses;
  for (const json& network : container.at(where)) {
    std::string address = JsonTextAt(network, "/IPAddress");
    if (!address.empty()) addresses.push_back(std::move(address));
  }
  return addresses;
}

std::map<std::string, std::string> Labels(const json& inspected) {
  std::map<std::string, std::string> labels;
  const json::json_pointer path("/Config/Labels");
  if (!inspected.contains(path) || !inspected[path].is_object()) return labels;
  for (const auto& [name, value] : inspected[path].items())
    if (value.is_string()) labels[name] = value.get<std::string>();
  return labels;
}

ContainerInfo ToContainer(const json& inspected) {
  ContainerInfo container;
  container.id = JsonTextAt(inspected, "/Id");
  container.name = std::string(absl::StripPrefix(JsonTextAt(inspected, "/Name"), "/"));
  container.project = JsonTextAt(inspected, "/Config/Labels/com.docker.compose.project");
  container.service = JsonTextAt(inspected, "/Config/Labels/com.docker.compose.service");
  container.image = JsonTextAt(inspected, "/Config/Image");
  container.image_id = JsonTextAt(inspected, "/Image");
  container.status = JsonTextAt(inspected, "/State/Status");
  container.health = JsonTextAt(inspected, "/State/Health/Status");
  container.created_at = JsonTextAt(inspected, "/Created");
  container.started_at = JsonTextAt(inspected, "/State/StartedAt");
  container.addresses = Addresses(inspected);
  container.exit_code = NumberAt(inspected, "/State/ExitCode");
  container.restart_count = NumberAt(inspected, "/RestartCount");
  container.oom_killed = FlagAt(inspected, "/State/OOMKilled");
  container.pid = NumberAt(inspected, "/State/Pid");
  container.restart_policy = JsonTextAt(inspected, "/HostConfig/RestartPolicy/Name");
  container.labels = Labels(inspected);
  container.for_one_task =
      FlagAt(inspected, "/HostConfig/AutoRemove") ||
      JsonTextAt(inspected, "/Config/Labels/com.docker.compose.oneoff") == "True";
  return container;
}

// The payload of a log: of a container without a terminal, each piece of a stream comes behind
// eight bytes, the last four its length.
std::string WithoutFrames(absl::string_view log) {
  constexpr size_t kHeader = 8;
  std::string text;
  while (log.size() >= kHeader && log[0] >= 0 && log[0] <= 2 && log.substr(1, 3) == kNoBytes) {
    size_t length = 0;
    for (size_t i = 4; i < kHeader; ++i) length = length << 8 | static_cast<unsigned char>(log[i]);
    absl::StrAppend(&text, log.substr(kHeader, length));
    log.remove_prefix(std::min(log.size(), kHeader + length));
  }
  return absl::StrCat(text, log);
}

// "?all=true&filters=...", or nothing.
std::string Query(const EngineApi::Parameters& parameters) {
  std::string query;
  for (const auto& [name, value] : parameters)
    absl::StrAppend(&query, query.empty() ? "?" : "&", name, "=", EscapeForUrl(value));
  return query;
}

absl::Status Unexpected(const std::string& path, absl::string_view why) {
  return absl::InternalError(absl::StrCat("the Docker engine's answer to GET ", path, ": ", why));
}

}  // namespace

const ContainerInfo* NewestContainer(const std::vector<ContainerInfo>& containers,
                                     absl::string_view service) {
  const ContainerInfo* newest = nullptr;
  for (const ContainerInfo& container : containers) {
    if (!MaySayTheSame(container.service, service)) continue;
    // RFC 3339 in UTC from one writer: the order of the texts is that of the times.
    if (newest == nullptr || newest->created_at < container.created_at) newest = &container;
  }
  return newest;
}

EngineApi::EngineApi(OpenSocket open_socket, absl::Duration timeout)
    : open_socket_(std::move(open_socket)), timeout_(timeout) {}

absl::StatusOr<std::string> EngineApi::Get(const std::string& path,
                                           const Parameters& parameters) const {
  const absl::StatusOr<Descriptor> socket = open_socket_();
  if (!socket.ok()) {
    return absl::UnavailableError(absl::StrCat("no Docker engine: ", socket.status().message()));
  }
  HttpTransfer transfer;
  transfer.url = absl::StrCat("http://docker", path, Query(parameters));
  // Short enough for a socket's address, and the very socket that was opened.
  transfer.unix_socket = socket->Path();
  transfer.timeout = timeout_;
  absl::StatusOr<HttpAnswer> answer = Transfer(transfer);
  if (!answer.ok()) {
    return absl::UnavailableError(
        absl::StrCat("the Docker engine does not answer: ", answer.status().message()));
  }
  if (answer->status == 404) return absl::NotFoundError(answer->body);
  if (answer->status != 200)
    return Unexpected(path, absl::StrCat("status ", answer->status, " ", answer->body));
  return std::move(answer->body);
}

absl::Status EngineApi::Ping() const { return Get("/_ping").status(); }

absl::StatusOr<ContainerInfo> EngineApi::Inspect(const std::string& id) const {
  const std::string path = absl::StrCat("/containers/", id, "/json");
  ASSIGN_OR_RETURN(std::string body, Get(path));
  const json inspected = ParseJson(body);
  if (!inspected.is_object()) return Unexpected(path, "not a JSON object");
  ContainerInfo container = ToContainer(inspected);
  if (container.id.empty() || container.status.empty()) {
    return Unexpected(path, "a container without id or state");
  }
  return container;
}

absl::StatusOr<std::vector<ContainerInfo>> EngineApi::List(
    const std::vector<std::string>& labels) const {
  const json filters = {{"label", labels}};
  Parameters parameters = {{"all", "true"}};
  if (!labels.empty()) parameters.emplace("filters", filters.dump());
  const std::string path = "/containers/json";
  ASSIGN_OR_RETURN(std::string body, Get(path, parameters));
  const json listed = ParseJson(body);
  if (!listed.is_array()) return Unexpected(path, "not a JSON list");
  std::vector<ContainerInfo> containers;
  for (const json& entry : listed) {
    absl::StatusOr<ContainerInfo> container = Inspect(JsonTextAt(entry, "/Id"));
    // The container was removed between the two requests.
    if (absl::IsNotFound(container.status())) continue;
    if (!container.ok()) return container.status();
    containers.push_back(*std::move(container));
  }
  return containers;
}

absl::StatusOr<std::vector<ContainerInfo>> EngineApi::ProjectContainers(
    const std::vector<std::string>& projects) const {
  std::vector<ContainerInfo> containers;
  for (const std::string& project : projects) {
    ASSIGN_OR_RETURN(std::vector<ContainerInfo> listed,
                     List({absl::StrCat(kProjectLabel, "=", project), kNotOneOff}));
    for (ContainerInfo& container : listed) {
      container.project = project;
      container.service = NameAmong(projects, {project, container.service});
      containers.push_back(std::move(container));
    }
  }
  std::sort(
      containers.begin(), containers.end(), [](const ContainerInfo& a, const ContainerInfo& b) {
        return std::tie(a.service, a.created_at, a.id) < std::tie(b.service, b.created_at, b.id);
      });
  return containers;
}

absl::StatusOr<std::vector<ContainerInfo>> EngineApi::AllContainers() const { return List({}); }

absl::StatusOr<std::optional<ContainerInfo>> EngineApi::ServiceContainer(
    const std::vector<std::string>& projects, absl::string_view service) const {
  const ServiceName wanted = ParseServiceName(service);
  std::optional<ContainerInfo> found;
  for (const std::string& project : ProjectsFor(projects, wanted)) {
    ASSIGN_OR_RETURN(const std::vector<ContainerInfo> containers,
                     List({absl::StrCat(kProjectLabel, "=", project),
                           absl::StrCat(kServiceLabel, "=", wanted.service), kNotOneOff}));
    const ContainerInfo* newest = NewestContainer(containers, wanted.service);
    if (newest == nullptr) continue;
    if (found) {
      return absl::FailedPreconditionError(absl::StrCat(
          service, " is a service of the projects ", found->project, " and ", project, "; write ",
          found->service, " or ", NameAmong(projects, {project, wanted.service})));
    }
    found = *newest;
    found->service = NameAmong(projects, {project, wanted.service});
  }
  return found;
}

absl::StatusOr<std::string> EngineApi::Logs(absl::string_view container, absl::Time since,
                                            int lines) const {
  const int64_t micros = absl::ToUnixMicros(since);
  const std::string from =
      absl::StrCat(micros / 1000000, ".", absl::Dec(micros % 1000000, absl::kZeroPad6));
  ASSIGN_OR_RETURN(const std::string body, Get(absl::StrCat("/containers/", container, "/logs"),
                                               {{"stdout", "true"},
                                                {"stderr", "true"},
                                                {"since", from},
                                                {"tail", absl::StrCat(lines)}}));
  return WithoutFrames(body);
}

absl::StatusOr<std::string> EngineApi::ImageId(absl::string_view reference) const {
  const std::string path = absl::StrCat("/images/", reference, "/json");
  ASSIGN_OR_RETURN(std::string body, Get(path));
  const json image = ParseJson(body);
  std::string id = JsonTextAt(image, "/Id");
  if (id.empty()) return Unexpected(path, "an image without id");
  return id;
}

EngineApi EngineOf(const DrillHost& host, absl::Duration timeout) {
  const auto open_socket = [&host]() -> absl::StatusOr<Descriptor> {
    ASSIGN_OR_RETURN(const RootDirectory root, host.Root());
    return root.OpenPath("/run/docker.sock", O_PATH);
  };
  return EngineApi(open_socket, timeout);
}

}  // namespace drill
