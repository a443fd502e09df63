#include "harness/fault/network_rules.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Rules(const std::string& text, uint64_t seed = 1,
                  const std::vector<std::string>& addresses = {"172.18.0.6"}) {
  const NetworkFault fault = ParseText<NetworkFault>(text);
  FaultRandom random(seed);
  return NetworkRules(fault, addresses, random);
}

int Count(const std::string& text, const std::string& what) {
  int count = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

TEST(NetworkRulesTest, APartitionDropsBothWaysAndEveryAddress) {
  const std::string rules =
      Rules("kind: PARTITION from: 'brain' to: 'db' port: 5432", 1, {"10.0.0.1", "10.0.1.1"});
  EXPECT_THAT(rules, HasSubstr("inside iptables -w -I OUTPUT -d 10.0.0.1 -j DROP\n"));
  EXPECT_THAT(rules, HasSubstr("inside iptables -w -I INPUT -s 10.0.0.1 -j DROP\n"));
  EXPECT_THAT(rules, HasSubstr("inside iptables -w -I OUTPUT -d 10.0.1.1 -j DROP\n"));
  EXPECT_THAT(rules, HasSubstr("nsenter --net=/proc/$DRILL_PID/ns/net"));
}

TEST(NetworkRulesTest, AnUnreachableServiceStillReachesItself) {
  EXPECT_THAT(Rules("kind: UNREACHABLE to: 'db' port: 5432"),
              HasSubstr("INPUT ! -i lo -p tcp --dport 5432 -j DROP\n"));
}

TEST(NetworkRulesTest, AsManyPacketsOfARowAreLostAsTheShareSays) {
  const std::string rules = Rules("kind: LOSS from: 'brain' to: 'db' port: 5432 loss: 0.3");
  EXPECT_EQ(Count(rules, "--every 97 --packet "), 29);
  EXPECT_EQ(Count(rules, "-j DROP"), 1);
  EXPECT_EQ(Count(Rules("kind: LOSS from: 'brain' to: 'db' port: 5432 loss: 1"), "--packet "), 97);
}

TEST(NetworkRulesTest, TheSameSeedLosesTheSamePackets) {
  const std::string fault = "kind: LOSS from: 'brain' to: 'db' port: 5432 loss: 0.2";
  EXPECT_EQ(Rules(fault, 7), Rules(fault, 7));
  EXPECT_NE(Rules(fault, 7), Rules(fault, 8));
}

TEST(NetworkRulesTest, ADelayIsAProxysInTheSameNetworkAndItsOwnPacketsGoOn) {
  const std::string rules =
      Rules("kind: DELAY from: 'brain' to: 'db' port: 5432 delay { nanos: 500000000 }");
  EXPECT_THAT(rules, HasSubstr("inspect-delay 500ms"));
  EXPECT_THAT(rules, HasSubstr(" 172.18.0.6:5432\n"));
  EXPECT_THAT(rules, HasSubstr("! --uid-owner haproxy -j REDIRECT --to-ports 15001\n"));
  EXPECT_THAT(rules, HasSubstr("! --uid-owner haproxy -j REJECT --reject-with tcp-reset\n"));
  EXPECT_THAT(rules, HasSubstr("inside haproxy"));
}

TEST(NetworkRulesTest, QuestionsForTheNameAloneAreDropped) {
  const std::string rules = Rules("kind: NAME_GONE from: 'brain' to: 'aria-db' port: 5432");
  EXPECT_THAT(rules, HasSubstr("-t raw -I OUTPUT -p udp --dport 53"));
  EXPECT_THAT(rules, HasSubstr("'|07617269612d646200|'"));
  EXPECT_THAT(rules, Not(HasSubstr("172.18.0.6")));
}

}  // namespace
}  // namespace drill
