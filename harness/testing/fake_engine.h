// For tests: a machine whose Docker engine knows the containers it is told of.
#ifndef HARNESS_TESTING_FAKE_ENGINE_H_
#define HARNESS_TESTING_FAKE_ENGINE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "harness/host/engine_api.h"
#include "harness/testing/local_host.h"

namespace httplib {
class Server;
}

namespace drill {

// The engine answers at the host's /run/docker.sock. A container without a project is of whatever
// project it is asked for.
class FakeEngine {
 public:
  static constexpr char kVersion[] = "20.10.24";

  FakeEngine();
  ~FakeEngine();

  LocalHost& host() { return *host_; }
  // Directory that is the host's "/".
  const std::string& root() const { return root_; }

  // Replaces the container of the service, in its project. Any text goes as an address.
  void Set(const ContainerInfo& container);
  // The service runs in this process's own network.
  void RunHere(const std::string& service);
  void Remove(const std::string& service);
  // Adds to what the service's container has written, whatever `since` is asked for.
  void Say(const std::string& service, const std::string& text);
  // Sets the anonymous memory that the engine's statistics show for the service. Without it they
  // show none.
  void SetMemory(const std::string& service, int64_t anonymous_bytes);
  // Makes the engine answer every request with an error from now on.
  void Break();

 private:
  std::string ListJson(const std::string& filters);
  std::string InspectJson(const std::string& id);
  std::string Log(const std::string& service);
  std::string StatsJson(const std::string& service);

  std::string root_;
  std::unique_ptr<LocalHost> host_;
  std::unique_ptr<httplib::Server> server_;
  std::thread thread_;
  std::mutex mutex_;
  bool broken_ = false;
  // The service's name is the id of its container, "project.service" where it has a project.
  std::map<std::string, ContainerInfo> by_id_;
  std::map<std::string, std::string> logs_;
  std::map<std::string, int64_t> memory_;
};

}  // namespace drill

#endif  // HARNESS_TESTING_FAKE_ENGINE_H_
