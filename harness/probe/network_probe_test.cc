#include "harness/probe/network_probe.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_tcp_server.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

struct Case {
  std::string probe;
  int asked, late;
  Observation::Colour colour;
};
class JudgeNetworkTest : public ::testing::TestWithParam<Case> {};

TEST_P(JudgeNetworkTest, GoesByTheShareOfLateRequests) {
  NetworkMeasured measured;
  measured.asked = GetParam().asked;
  measured.late = GetParam().late;
  measured.median = absl::Microseconds(700);
  measured.said = "no answer in time";
  const Sight sight = JudgeNetwork(ParseText<NetworkProbe>(GetParam().probe), measured);
  EXPECT_EQ(sight.colour, GetParam().colour) << GetParam().probe << ": " << sight.seen;
}

INSTANTIATE_TEST_SUITE_P(Shares, JudgeNetworkTest,
                         ::testing::Values(Case{"", 3, 0, kGreen}, Case{"", 3, 1, kRed},
                                           Case{"late_at_least: '1'", 3, 3, kGreen},
                                           Case{"late_at_least: '1'", 3, 2, kRed},
                                           Case{"late_at_most: '0.5'", 4, 2, kGreen},
                                           Case{"late_at_most: '0.5'", 4, 3, kRed},
                                           Case{"late_at_least: 'x'", 4, 3, kError}));

// Both services stand in this process's own network.
class LookAtNetworkTest : public ::testing::Test {
 protected:
  LookAtNetworkTest() {
    context_.host = &engine_.host();
    context_.compose_projects = {"shop"};
    engine_.RunHere("brain");
    engine_.RunHere("db");
  }

  void Stop(const std::string& service) {
    ContainerInfo container;
    container.service = service;
    container.status = "exited";
    engine_.Set(container);
  }

  Sight Look(int port, const std::string& more = "") {
    return LookAtNetwork(
        context_,
        ParseText<NetworkProbe>(absl::StrCat("from: 'brain' to: 'db' port: ", port, " ", more)),
        absl::Seconds(20));
  }

  FakeEngine engine_;
  ProbeContext context_;
};

TEST_F(LookAtNetworkTest, AnAnswerIsGreen) {
  const TestTcpServer server(TestTcpServer::kAnswers);
  const Sight sight = Look(server.port(), "requests: 3 late { seconds: 20 }");
  EXPECT_EQ(sight.colour, kGreen) << sight.seen;
  EXPECT_THAT(sight.seen, HasSubstr("0 of 3 requests"));
}

TEST_F(LookAtNetworkTest, SilenceIsRedAndProvesAPartition) {
  const TestTcpServer server(TestTcpServer::kSilent);
  EXPECT_EQ(Look(server.port(), "late { nanos: 50000000 }").colour, kRed);
  const Sight sight =
      Look(server.port(), "late { nanos: 50000000 } requests: 2 late_at_least: '1'");
  EXPECT_EQ(sight.colour, kGreen) << sight.seen;
  EXPECT_THAT(sight.seen, HasSubstr("no answer in time"));
}

TEST_F(LookAtNetworkTest, OfAContainerThatDoesNotRunNothingIsSaidEitherWay) {
  const TestTcpServer server(TestTcpServer::kAnswers);
  Stop("brain");
  EXPECT_EQ(Look(server.port(), "late_at_least: '1'").colour, kError);
  engine_.RunHere("brain");
  Stop("db");
  EXPECT_EQ(Look(server.port(), "late_at_least: '1'").colour, kError);
  engine_.Remove("db");
  const Sight sight = Look(server.port(), "late_at_least: '1'");
  EXPECT_EQ(sight.colour, kError);
  EXPECT_THAT(sight.seen, HasSubstr("db has no container"));
}

TEST_F(LookAtNetworkTest, TheHostItselfMayAsk) {
  const TestTcpServer server(TestTcpServer::kHangsUp);
  Stop("brain");
  const Sight sight = LookAtNetwork(
      context_, ParseText<NetworkProbe>(absl::StrCat("to: 'db' port: ", server.port())),
      absl::Seconds(20));
  EXPECT_EQ(sight.colour, kGreen) << sight.seen;
}

TEST_F(LookAtNetworkTest, ANameIsAskedForOnlyWhereTheServiceRuns) {
  NameProbe probe;
  probe.set_from("brain");
  probe.set_name("db");
  // There is no engine's name server here.
  EXPECT_EQ(LookAtName(context_, probe, absl::Milliseconds(50)).colour, kRed);
  Stop("brain");
  const Sight sight = LookAtName(context_, probe, absl::Milliseconds(50));
  EXPECT_EQ(sight.colour, kError);
  EXPECT_THAT(sight.seen, HasSubstr("exited"));
}

}  // namespace
}  // namespace drill
