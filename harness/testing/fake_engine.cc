#include "harness/testing/fake_engine.h"

#include <errno.h>
#include <httplib.h>
#include <stdlib.h>
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"

namespace drill {

using nlohmann::json;

namespace {

constexpr char kProjectLabel[] = "com.docker.compose.project";
constexpr char kServiceLabel[] = "com.docker.compose.service";

}  // namespace

FakeEngine::FakeEngine() : server_(std::make_unique<httplib::Server>()) {
  // Short: a socket's address has little room.
  std::string pattern = "/tmp/machineXXXXXX";
  root_ = mkdtemp(pattern.data());
  host_ = std::make_unique<LocalHost>(root_);
  MakeDirectories(absl::StrCat(root_, "/run")).IgnoreError();
  server_->Get("/version", [](const httplib::Request&, httplib::Response& response) {
    response.set_content(absl::StrCat(R"({"Version":")", kVersion, R"("})"), "application/json");
  });
  server_->Get("/containers/json", [this](const httplib::Request& request, httplib::Response& r) {
    r.status = broken_ ? 500 : 200;
    r.set_content(ListJson(request.get_param_value("filters")), "application/json");
  });
  server_->Get(R"(/containers/([^/]+)/json)",
               [this](const httplib::Request& request, httplib::Response& response) {
                 response.set_content(InspectJson(request.matches[1]), "application/json");
               });
  server_->Get(R"(/containers/([^/]+)/logs)",
               [this](const httplib::Request& request, httplib::Response& response) {
                 response.set_content(Log(request.matches[1]), "text/plain");
               });
  server_->Get(R"(/containers/([^/]+)/stats)",
               [this](const httplib::Request& request, httplib::Response& response) {
                 response.set_content(StatsJson(request.matches[1]), "application/json");
               });
  server_->set_address_family(AF_UNIX);
  server_->bind_to_port(absl::StrCat(root_, "/run/docker.sock"), 80);
  thread_ = std::thread([this] { server_->listen_after_bind(); });
  while (!server_->is_running()) std::this_thread::yield();
}

FakeEngine::~FakeEngine() {
  server_->stop();
  thread_.join();
  RemoveAll(root_).IgnoreError();
}

void FakeEngine::Set(const ContainerInfo& container) {
  std::lock_guard<std::mutex> lock(mutex_);
  const std::string dot = container.project.empty() ? "" : ".";
  by_id_[absl::StrCat(container.project, dot, container.service)] = container;
}

void FakeEngine::RunHere(const std::string& service) {
  // The way into a container's network is its process below the host's /proc.
  const std::string namespaces = absl::StrCat("/proc/", getpid(), "/ns");
  EXPECT_TRUE(MakeDirectories(root_ + namespaces).ok());
  const std::string network = namespaces + "/net";
  EXPECT_TRUE(symlink(network.c_str(), (root_ + network).c_str()) == 0 || errno == EEXIST);
  ContainerInfo container;
  container.service = service;
  container.status = "running";
  container.pid = getpid();
  container.addresses = {"127.0.0.1"};
  Set(container);
}

void FakeEngine::Remove(const std::string& service) {
  std::lock_guard<std::mutex> lock(mutex_);
  by_id_.erase(service);
}

void FakeEngine::Say(const std::string& service, const std::string& text) {
  std::lock_guard<std::mutex> lock(mutex_);
  logs_[service] += text;
}

std::string FakeEngine::Log(const std::string& service) {
  std::lock_guard<std::mutex> lock(mutex_);
  return logs_[service];
}

void FakeEngine::SetMemory(const std::string& service, int64_t anonymous_bytes) {
  std::lock_guard<std::mutex> lock(mutex_);
  memory_[service] = anonymous_bytes;
}

std::string FakeEngine::StatsJson(const std::string& service) {
  std::lock_guard<std::mutex> lock(mutex_);
  const auto known = memory_.find(service);
  json stats = json::object();
  if (known != memory_.end()) stats["memory_stats"]["stats"]["anon"] = known->second;
  return stats.dump();
}

void FakeEngine::Break() {
  std::lock_guard<std::mutex> lock(mutex_);
  broken_ = true;
}

std::string FakeEngine::ListJson(const std::string& filters) {
  // Whether a container with this value of a label is asked for.
  const auto fits = [&](const char* label, const std::string& value) {
    return !absl::StrContains(filters, absl::StrCat(label, "=")) ||
           absl::StrContains(filters, absl::StrCat(label, "=", value, "\""));
  };
  std::lock_guard<std::mutex> lock(mutex_);
  json list = json::array();
  for (const auto& [id, container] : by_id_) {
    const std::string project = container.project.empty() ? "shop" : container.project;
    const json labels = {{kProjectLabel, project}, {kServiceLabel, container.service}};
    if (!container.project.empty() && !fits(kProjectLabel, project)) continue;
    if (fits(kServiceLabel, container.service)) list.push_back({{"Id", id}, {"Labels", labels}});
  }
  return list.dump();
}

std::string FakeEngine::InspectJson(const std::string& id) {
  std::lock_guard<std::mutex> lock(mutex_);
  const ContainerInfo& container = by_id_[id];
  json networks = json::object();
  for (const std::string& address : container.addresses) {
    networks[address] = {{"IPAddress", address}};
  }
  json labels = container.labels;
  labels[kServiceLabel] = container.service;
  if (!container.project.empty()) labels[kProjectLabel] = container.project;
  json state = {{"Status", container.status},
                {"ExitCode", container.exit_code},
                {"OOMKilled", container.oom_killed},
                {"Pid", container.pid},
                {"StartedAt", container.started_at}};
  if (!container.health.empty()) state["Health"] = {{"Status", container.health}};
  return json({{"Id", id},
               {"Image", container.image_id},
               {"RestartCount", container.restart_count},
               {"HostConfig", {{"RestartPolicy", {{"Name", container.restart_policy}}}}},
               {"Config", {{"Image", container.image}, {"Labels", labels}}},
               {"State", state},
               {"NetworkSettings", {{"Networks", networks}}}})
      .dump();
}

}  // namespace drill
