#include "harness/twin/network_answers.h"

#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/trait_lines.h"

namespace drill {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Lines(const std::function<void(Portrait*)>& paint) {
  Portrait portrait;
  paint(&portrait);
  for (const Trait& trait : portrait.traits()) {
    EXPECT_EQ(trait.category(), MACHINE);
    EXPECT_EQ(trait.weight(), ACTS);
    EXPECT_EQ(trait.exists_with(),
              trait.object().find(" of shop/web") == std::string::npos ? "" : "shop/web");
  }
  return TraitLines(portrait);
}

std::vector<std::string> Links(const std::string& text, const std::string& container = "") {
  return Lines([&](Portrait* portrait) { PaintLinks(text, container, portrait); });
}

std::vector<std::string> Routes(const std::string& text, const std::string& container = "") {
  return Lines([&](Portrait* portrait) { PaintRoutes(text, container, portrait); });
}

TEST(RoutesTest, ThoseOfTheEnginesNetworksAreLeftOut) {
  EXPECT_THAT(
      Routes("default via 10.0.0.1 dev eth0 onlink \n"
             "10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.9 \n"
             "172.18.0.0/16 dev br-0a1b2c3d4e5f proto kernel scope link linkdown\n"
             "blackhole 10.9.0.0/16\n"),
      ElementsAre("route default via 10.0.0.1 dev eth0 onlink", "route blackhole 10.9.0.0/16"));
}

TEST(RoutesTest, OfAContainerTheEngineChoosesAddressesAndDevices) {
  EXPECT_THAT(Routes("default via 172.18.0.1 dev eth1 \n"
                     "172.18.0.0/16 dev eth1 proto kernel scope link src 172.18.0.4 \n"
                     "blackhole 10.9.0.0/16\n",
                     "shop/web"),
              ElementsAre("route default via 172.#.#.# dev eth# of shop/web",
                          "route blackhole 10.9.0.0/16 of shop/web"));
}

TEST(LinksTest, SizesAndQueuesAreRead) {
  EXPECT_THAT(
      Links("1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT\n"
            "2: eth0@if7: <BROADCAST,UP> mtu 1400 qdisc netem state UP mode DEFAULT group default\n"
            "9: br-0a1b2c3d4e5f: <BROADCAST,UP> mtu 1500 qdisc noqueue state UP\n"),
      ElementsAre("network device lo: mtu: 65536", "network device lo: qdisc: noqueue",
                  "network device eth#: mtu: 1400", "network device eth#: qdisc: netem",
                  "network device br-#: mtu: 1500", "network device br-#: qdisc: noqueue"));
}

TEST(LinksTest, OneThatIsDownCarriesNothing) {
  EXPECT_THAT(Links("2: tunl0@NONE: <NOARP> mtu 1480 qdisc noop state DOWN mode DEFAULT\n"
                    "6: eth0@if7: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1400 qdisc noqueue\n",
                    "shop/web"),
              ElementsAre("network device eth# of shop/web: mtu: 1400",
                          "network device eth# of shop/web: qdisc: noqueue"));
}

TEST(LinksTest, OfTheContainersEndsOnlyWhatHoldsPacketsBack) {
  EXPECT_THAT(Links("11: veth12ab@if10: <BROADCAST,UP> mtu 1500 qdisc noqueue master br-0a1b\n"
                    "13: veth34cd@if12: <BROADCAST,UP> mtu 1500 qdisc netem master br-0a1b\n"),
              ElementsAre("network device veth# with qdisc netem"));
}

TEST(SettingsTest, AreNamedAsSysctlNamesThem) {
  constexpr char kSettings[] =
      "/proc/sys/net/ipv4/ip_forward:1\n"
      "/proc/sys/net/ipv4/ip_local_port_range:32768\t60999\n";
  EXPECT_THAT(Lines([&](Portrait* portrait) { PaintSettings(kSettings, "", portrait); }),
              ElementsAre("network settings: net.ipv4.ip_forward: 1",
                          "network settings: net.ipv4.ip_local_port_range: 32768 60999"));
  EXPECT_THAT(
      Lines([&](Portrait* portrait) { PaintSettings(kSettings, "shop/web", portrait); }),
      ElementsAre("network settings of shop/web: net.ipv4.ip_forward: 1",
                  "network settings of shop/web: net.ipv4.ip_local_port_range: 32768 60999"));
}

TEST(EngineAddressesTest, OnlyThoseOfItsOwnChoiceHaveNoNumber) {
  EXPECT_EQ(WithoutEngineAddresses("172.18.0.3/32 172.31.9.1 172.32.0.1 10.172.18.0"),
            "172.#.#.#/32 172.#.#.# 172.32.0.1 10.172.18.0");
}

}  // namespace
}  // namespace drill
