#include "harness/host/engine_api.h"

#include <fcntl.h>
#include <httplib.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Optional;

constexpr char kRunning[] = R"({
  "Id": "aa11", "Name": "/shop-api-1", "Created": "2026-01-02T03:04:05.5Z", "Image": "sha256:beef", "RestartCount": 3,
  "HostConfig": {"RestartPolicy": {"Name": "unless-stopped"}},
  "Config": {"Image": "shop-api:2.0.0", "Labels": {"com.docker.compose.service": "api",
                                                   "com.docker.compose.project": "shop"}},
  "State": {"Status": "running", "Pid": 4711, "ExitCode": 0, "OOMKilled": false,
            "StartedAt": "2026-01-02T03:04:06Z", "Health": {"Status": "healthy"}},
  "NetworkSettings": {"Networks": {"shop_default": {"IPAddress": "172.18.0.3"}}}})";

constexpr char kKilled[] = R"({
  "Id": "bb22", "Created": "2026-01-02T03:04:01Z", "Image": "sha256:cafe", "RestartCount": 0,
  "Config": {"Image": "shop-api:1.0.0", "Labels": {"com.docker.compose.service": "api"}},
  "State": {"Status": "exited", "ExitCode": 137, "OOMKilled": true},
  "NetworkSettings": {"Networks": {"shop_default": {"IPAddress": ""}}}})";

// An engine that knows two containers of one service.
class EngineApiTest : public ::testing::Test {
 protected:
  EngineApiTest() {
    // A test's own directory may be too long for a socket's address.
    std::string pattern = "/tmp/engineXXXXXX";
    directory_ = mkdtemp(pattern.data());
    socket_ = absl::StrCat(directory_, "/docker.sock");
    server_.set_address_family(AF_UNIX);
    Answer("/_ping", 200, "OK");
    Answer("/containers/aa11/json", 200, kRunning);
    Answer("/containers/bb22/json", 200, kKilled);
    server_.Get("/containers/json", [this](const httplib::Request& request, httplib::Response& r) {
      filters_ = request.get_param_value("filters");
      r.set_content(list_, "application/json");
    });
  }
  ~EngineApiTest() override {
    server_.stop();
    if (thread_.joinable()) thread_.join();
    unlink(socket_.c_str());
    rmdir(directory_.c_str());
  }

  void Answer(const std::string& path, int status, const std::string& body) {
    server_.Get(path, [status, body](const httplib::Request&, httplib::Response& response) {
      response.status = status;
      response.set_content(body, "application/json");
    });
  }

  EngineApi Serve(const std::string& socket) {
    EXPECT_TRUE(server_.bind_to_port(socket, 80));
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
    return At(socket);
  }

  static EngineApi At(const std::string& socket) {
    return EngineApi([socket]() -> absl::StatusOr<Descriptor> {
      Descriptor opened(open(socket.c_str(), O_PATH | O_CLOEXEC));
      if (!opened.valid()) return absl::NotFoundError(socket);
      return opened;
    });
  }

  httplib::Server server_;
  std::thread thread_;
  std::string directory_;
  std::string socket_;
  std::string list_ = R"([{"Id": "aa11"}, {"Id": "bb22"}])";
  std::string filters_;
};

TEST_F(EngineApiTest, ReadsWhatTheEngineSays) {
  const EngineApi engine = Serve(socket_);
  EXPECT_THAT(engine.Ping(), IsOk());
  const auto containers = engine.ProjectContainers({"shop"});
  ASSERT_THAT(containers, IsOk());
  ASSERT_EQ(containers->size(), 2u);
  const ContainerInfo& killed = containers->front();
  EXPECT_EQ(killed.id, "bb22");
  EXPECT_EQ(killed.status, "exited");
  EXPECT_EQ(killed.exit_code, 137);
  EXPECT_TRUE(killed.oom_killed);
  EXPECT_THAT(killed.addresses, ElementsAre());
  const ContainerInfo& running = containers->back();
  EXPECT_EQ(running.name, "shop-api-1");
  EXPECT_EQ(running.project, "shop");
  EXPECT_EQ(running.service, "api");
  EXPECT_EQ(running.image, "shop-api:2.0.0");
  EXPECT_EQ(running.image_id, "sha256:beef");
  EXPECT_EQ(running.health, "healthy");
  EXPECT_EQ(running.restart_count, 3);
  EXPECT_EQ(running.restart_policy, "unless-stopped");
  EXPECT_EQ(running.pid, 4711);
  EXPECT_EQ(killed.pid, 0);
  EXPECT_THAT(running.addresses, ElementsAre("172.18.0.3"));
}

TEST_F(EngineApiTest, AsksForTheProjectAndLeavesOneOffContainersOut) {
  const EngineApi engine = Serve(socket_);
  ASSERT_THAT(engine.ServiceContainer({"shop"}, "api"), IsOk());
  EXPECT_EQ(filters_,
            R"({"label":["com.docker.compose.project=shop","com.docker.compose.service=api",)"
            R"("com.docker.compose.oneoff=False"]})");
}

TEST_F(EngineApiTest, TheNameOfAServiceSaysItsProjectWhereThereAreSeveral) {
  const EngineApi engine = Serve(socket_);
  // This engine lists the same containers whatever it is asked for.
  const auto containers = engine.ProjectContainers({"shop", "old"});
  ASSERT_THAT(containers, IsOk());
  std::vector<std::string> names;
  for (const ContainerInfo& container : *containers) names.push_back(container.service);
  EXPECT_THAT(names, ElementsAre("old/api", "old/api", "shop/api", "shop/api"));
  EXPECT_THAT(engine.ServiceContainer({"shop", "old"}, "api"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("write shop/api or old/")));
  EXPECT_THAT(engine.ServiceContainer({"shop", "old"}, "old/api"),
              IsOkAndHolds(Optional(Field(&ContainerInfo::service, "old/api"))));
  EXPECT_THAT(filters_, HasSubstr("project=old"));
  EXPECT_THAT(engine.ServiceContainer({"shop", "old"}, "other/api"),
              IsOkAndHolds(Eq(std::nullopt)));
  EXPECT_THAT(engine.ServiceContainer({}, "api"), IsOkAndHolds(Eq(std::nullopt)));
}

TEST_F(EngineApiTest, KnowsContainersOfNoProjectAndWhatWasStartedForOneTask) {
  list_ = R"([{"Id": "aa11"}, {"Id": "dd44"}, {"Id": "ee55"}])";
  Answer("/containers/dd44/json", 200,
         R"({"Id": "dd44", "State": {"Status": "running"}, "HostConfig": {"AutoRemove": true}})");
  Answer("/containers/ee55/json", 200,
         R"({"Id": "ee55", "State": {"Status": "exited"},
             "Config": {"Labels": {"com.docker.compose.oneoff": "True"}}})");
  filters_ = "not asked yet";
  const auto containers = Serve(socket_).AllContainers();
  ASSERT_THAT(containers, IsOk());
  EXPECT_EQ(filters_, "");
  ASSERT_EQ(containers->size(), 3u);
  EXPECT_FALSE((*containers)[0].for_one_task);
  EXPECT_TRUE((*containers)[1].for_one_task);
  EXPECT_TRUE((*containers)[2].for_one_task);
}

TEST_F(EngineApiTest, TheNewestContainerIsTheService) {
  const EngineApi engine = Serve(socket_);
  EXPECT_THAT(engine.ServiceContainer({"shop"}, "api"),
              IsOkAndHolds(Optional(Field(&ContainerInfo::id, "aa11"))));
}

TEST_F(EngineApiTest, NoContainerIsNoError) {
  list_ = "[]";
  const EngineApi engine = Serve(socket_);
  EXPECT_THAT(engine.ServiceContainer({"shop"}, "api"), IsOkAndHolds(Eq(std::nullopt)));
}

TEST_F(EngineApiTest, AContainerRemovedMeanwhileIsLeftOut) {
  list_ = R"([{"Id": "cc33"}])";
  const EngineApi engine = Serve(socket_);
  EXPECT_THAT(engine.ProjectContainers({"shop"}), IsOkAndHolds(ElementsAre()));
}

TEST_F(EngineApiTest, FindsImagesByReference) {
  Answer("/images/shop-api:2.0.0/json", 200, R"({"Id": "sha256:beef"})");
  const EngineApi engine = Serve(socket_);
  EXPECT_THAT(engine.ImageId("shop-api:2.0.0"), IsOkAndHolds(Eq("sha256:beef")));
  EXPECT_THAT(engine.ImageId("shop-api:9"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(EngineApiTest, ALogIsWhatBothStreamsSaidSinceAMoment) {
  std::string since;
  server_.Get("/containers/aa11/logs",
              [&since](const httplib::Request& request, httplib::Response& response) {
                since = request.get_param_value("since");
                response.set_content(std::string("\1\0\0\0\0\0\0\3ok\n\2\0\0\0\0\0\0\6fatal\n", 25),
                                     "application/octet-stream");
              });
  const EngineApi engine = Serve(socket_);
  EXPECT_THAT(engine.Logs("aa11", absl::FromUnixMicros(1700000000000250)),
              IsOkAndHolds(Eq("ok\nfatal\n")));
  EXPECT_EQ(since, "1700000000.000250");
}

TEST_F(EngineApiTest, TheLogOfATerminalIsPlainText) {
  Answer("/containers/aa11/logs", 200, "plain text, longer than a header\n");
  const EngineApi engine = Serve(socket_);
  EXPECT_THAT(engine.Logs("aa11", absl::UnixEpoch()),
              IsOkAndHolds(Eq("plain text, longer than a header\n")));
}

TEST_F(EngineApiTest, NonsenseIsAnInternalError) {
  list_ = "<html>";
  const EngineApi engine = Serve(socket_);
  EXPECT_THAT(engine.ProjectContainers({"shop"}), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(EngineApiTest, AnEngineThatFailsIsAnInternalErrorWithItsWords) {
  Answer("/images/x/json", 500, "no space left on device");
  const EngineApi engine = Serve(socket_);
  const absl::Status status = engine.ImageId("x").status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(std::string(status.message()), HasSubstr("no space left on device"));
}

TEST_F(EngineApiTest, NobodyAtTheSocketIsUnavailable) {
  EXPECT_THAT(At(socket_).Ping(), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(EngineApiTest, ReachesASocketBehindAPathLongerThanASocketAddress) {
  const EngineApi direct = Serve(socket_);
  const std::string detour(60, '/');
  const EngineApi engine = At(absl::StrCat(directory_, detour, detour, "docker.sock"));
  EXPECT_THAT(engine.Ping(), IsOk());
}

}  // namespace
}  // namespace drill
