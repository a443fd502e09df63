#include "harness/host/bundle.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

json Config(const BundleSpec& spec) { return json::parse(BundleConfig(spec)); }

BundleSpec Spec() {
  BundleSpec spec;
  spec.root_path = "/pool/clones/x";
  spec.hostname = "prod-1";
  spec.cgroup = "rollback-drill-s1/s1.1-x";
  spec.capabilities = {"CAP_CHOWN", "CAP_SYS_ADMIN"};
  return spec;
}

json MountAt(const json& config, const std::string& destination) {
  for (const json& mount : config["mounts"]) {
    if (mount["destination"] == destination) return mount;
  }
  return nullptr;
}

TEST(BundleTest, HasNamespacesOfItsOwn) {
  std::vector<std::string> types;
  const json config = Config(Spec());
  for (const json& entry : config["linux"]["namespaces"]) {
    types.push_back(entry["type"]);
    // A path would join the namespace of something else.
    EXPECT_FALSE(entry.contains("path"));
  }
  EXPECT_THAT(types, UnorderedElementsAre("pid", "network", "ipc", "uts", "mount", "cgroup"));
}

// With the harness and its reaper gone, nobody would remove the machine.
TEST(BundleTest, EndsWithItsLifelineUnlessItIsToStay) {
  BundleSpec spec = Spec();
  EXPECT_THAT(Config(spec)["process"]["args"].back().get<std::string>(),
              AllOf(HasSubstr("exec sleep infinity"), Not(HasSubstr("<&3"))));
  spec.has_lifeline = true;
  EXPECT_THAT(Config(spec)["process"]["args"].back().get<std::string>(),
              HasSubstr("\n} 3<&-\nexec cat <&3"));
}

TEST(BundleTest, GivesExactlyTheCapabilitiesOfTheMachine) {
  const json capabilities = Config(Spec())["process"]["capabilities"];
  const json expected = {"CAP_CHOWN", "CAP_SYS_ADMIN"};
  EXPECT_EQ(capabilities["bounding"], expected);
  EXPECT_EQ(capabilities["effective"], expected);
  EXPECT_EQ(capabilities["permitted"], expected);
}

TEST(BundleTest, OneCapabilityIsStillAList) {
  BundleSpec spec = Spec();
  spec.capabilities = {"CAP_CHOWN"};
  EXPECT_EQ(Config(spec)["process"]["capabilities"]["bounding"], json::array({"CAP_CHOWN"}));
}

TEST(BundleTest, PutsEverythingUnderOneControlGroupWithAMemoryLimit) {
  BundleSpec spec = Spec();
  EXPECT_EQ(Config(spec)["linux"]["cgroupsPath"], "/rollback-drill-s1/s1.1-x");
  EXPECT_EQ(Config(spec)["linux"]["resources"]["memory"]["limit"], int64_t{6} << 30);
  spec.memory_bytes = 1000;
  EXPECT_EQ(Config(spec)["linux"]["resources"]["memory"]["limit"], 1000);
}

TEST(BundleTest, MasksNothing) {
  const json config = Config(Spec());
  EXPECT_FALSE(config["linux"].contains("maskedPaths"));
  EXPECT_EQ(config["linux"]["resources"]["devices"],
            json::array({{{"allow", false}, {"access", "rwm"}}}));
}

TEST(BundleTest, TheRootIsTheCloneAndWritable) {
  EXPECT_EQ(Config(Spec())["root"], (json{{"path", "/pool/clones/x"}, {"readonly", false}}));
  EXPECT_EQ(Config(Spec())["hostname"], "prod-1");
}

TEST(BundleTest, TheEngineMayMakeControlGroupsOfItsOwn) {
  const json mount = MountAt(Config(Spec()), "/sys/fs/cgroup");
  ASSERT_FALSE(mount.is_null());
  EXPECT_EQ(mount["type"], "cgroup");  // The runtime mounts whatever version the machine has.
  EXPECT_THAT(mount["options"].dump(), AllOf(HasSubstr("\"rw\""), Not(HasSubstr("\"ro\""))));
}

TEST(BundleTest, TheMachinesOwnSettingsAreReadOnlyButForTheNetworks) {
  const json config = Config(Spec());
  const json paths = config["linux"]["readonlyPaths"];
  for (const char* path : {"/sys", "/proc/sysrq-trigger", "/proc/sys/kernel", "/proc/sys/vm"})
    EXPECT_TRUE(std::find(paths.begin(), paths.end(), path) != paths.end()) << path;
  EXPECT_TRUE(std::find(paths.begin(), paths.end(), "/proc/sys/net") == paths.end());
}

TEST(BundleTest, UsersOfItsOwnAreJoinedByTheirPathAndMapped) {
  BundleSpec spec = Spec();
  spec.user_namespace = "/proc/7/fd/9";
  spec.first_user = 1879048192;
  spec.users = 65536;
  const json config = Config(spec);
  const json expected = {{"type", "user"}, {"path", "/proc/7/fd/9"}};
  const json& namespaces = config["linux"]["namespaces"];
  EXPECT_TRUE(std::find(namespaces.begin(), namespaces.end(), expected) != namespaces.end());
  const json map = json::parse(R"([{"containerID": 0, "hostID": 1879048192, "size": 65536}])");
  EXPECT_EQ(config["linux"]["uidMappings"], map);
  EXPECT_EQ(config["linux"]["gidMappings"], map);
  EXPECT_FALSE(Config(Spec())["linux"].contains("uidMappings"));
}

TEST(BundleTest, ProcessesHaveLimitsOfTheirOwn) {
  BundleSpec spec = Spec();
  spec.process_limits = {{"RLIMIT_NOFILE", 1024, 4096}};
  EXPECT_EQ(Config(spec)["process"]["rlimits"],
            json::parse(R"([{"type": "RLIMIT_NOFILE", "soft": 1024, "hard": 4096}])"));
}

TEST(BundleTest, TheFirstProcessReapsAndHandsControllersDownWithVersion2Alone) {
  const json args = Config(Spec())["process"]["args"];
  EXPECT_THAT(args[0], "/usr/bin/tini");
  const std::string boot = args.back();
  // Version 2 is told by the file that only its root has.
  EXPECT_THAT(boot, AllOf(HasSubstr("[ -e /sys/fs/cgroup/cgroup.controllers ]"),
                          HasSubstr("/sys/fs/cgroup/init/cgroup.procs"),
                          HasSubstr("> /sys/fs/cgroup/cgroup.subtree_control")));
  EXPECT_THAT(boot, HasSubstr("dockerd"));
}

TEST(HostsFileTest, EveryNameIsTheHostItself) {
  const std::string text = HostsFile("prod-1", {"api.example.com", "db.example.com"});
  EXPECT_THAT(text, StartsWith("127.0.0.1 localhost\n"));
  EXPECT_THAT(text, HasSubstr("\n127.0.0.1 prod-1\n"));
  EXPECT_THAT(text, HasSubstr("\n127.0.0.1 api.example.com\n127.0.0.1 db.example.com\n"));
}

}  // namespace
}  // namespace drill
