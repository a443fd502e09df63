#include "harness/host/bundle_walls.h"

#include <errno.h>

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::Not;

// The error that a call gets; 0 when it is allowed.
int ErrorOf(const std::string& call) {
  const json calls = RefusedCalls(/*own_users=*/true);
  for (const json& rule : calls["syscalls"]) {
    const std::vector<std::string> names = rule["names"];
    for (const std::string& name : names) {
      if (name == call && rule["action"] == "SCMP_ACT_ERRNO") return rule["errnoRet"];
    }
  }
  return 0;
}

TEST(BundleWallsTest, NothingIsAllowedThatIsNotNamedAndNoBlockDevice) {
  const json rules = DeviceRules({"/dev/fuse", "/dev/net/tun"});
  ASSERT_EQ(rules.size(), 3u);
  EXPECT_EQ(rules[0], (json{{"allow", false}, {"access", "rwm"}}));
  for (size_t i = 1; i < rules.size(); ++i) {
    EXPECT_EQ(rules[i]["allow"], true);
    EXPECT_EQ(rules[i]["type"], "c");
    EXPECT_EQ(rules[i]["major"], 10);
  }
}

TEST(BundleWallsTest, OnlyKnownDevicesAreMade) {
  EXPECT_EQ(DeviceNodes({"/dev/vda", "/dev/kmsg"}), json::array());
  const json nodes = DeviceNodes({"/dev/net/tun"});
  ASSERT_EQ(nodes.size(), 1u);
  EXPECT_EQ(nodes[0]["path"], "/dev/net/tun");
  EXPECT_EQ(nodes[0]["minor"], 200);
}

TEST(BundleWallsTest, CallsThatReachTheMachineAreRefused) {
  EXPECT_EQ(RefusedCalls(/*own_users=*/true)["defaultAction"], "SCMP_ACT_ALLOW");
  for (const char* call : {"swapon", "kexec_load", "kexec_file_load", "init_module", "finit_module",
                           "delete_module", "open_by_handle_at", "clock_settime"})
    EXPECT_EQ(ErrorOf(call), EPERM) << call;
  EXPECT_EQ(ErrorOf("mount"), 0);
  EXPECT_EQ(ErrorOf("setns"), 0);
  // With the machine's root, each container's list of devices is such a program.
  EXPECT_EQ(ErrorOf("bpf"), EPERM);
  EXPECT_EQ(RefusedCalls(/*own_users=*/false).dump().find("bpf"), std::string::npos);
}

TEST(BundleWallsTest, OnlySocketsToTheMachineBelowAreRefused) {
  const json calls = RefusedCalls(/*own_users=*/true);
  for (const json& rule : calls["syscalls"]) {
    if (rule["names"] != json::array({"socket"})) continue;
    EXPECT_EQ(rule["errnoRet"], EAFNOSUPPORT);
    EXPECT_EQ(rule["args"], json::parse(R"([{"index": 0, "value": 40, "op": "SCMP_CMP_EQ"}])"));
    return;
  }
  FAIL() << "no rule for sockets";
}

TEST(BundleWallsTest, TheNetworksSettingsStayWritable) {
  EXPECT_THAT(ReadonlyPaths(), Contains("/proc/sys/kernel"));
  EXPECT_THAT(ReadonlyPaths(), Not(Contains("/proc/sys/net")));
  EXPECT_THAT(ReadonlyPaths(), Not(Contains("/proc/sys")));
}

}  // namespace
}  // namespace drill
