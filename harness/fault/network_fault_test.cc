#include "harness/fault/network_fault.h"

#include <unistd.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_tcp_server.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

// Both services stand in this process's own network; the rules go to a host that only listens.
class NetworkFaultTest : public ::testing::Test {
 protected:
  NetworkFaultTest() : host_(engine_.root()) {
    stack_.set_operator_directory("/srv/app");
    stack_.add_compose_project("app");
    engine_.RunHere("brain");
    engine_.RunHere("db");
  }

  absl::StatusOr<Injection> Inject(const std::string& text) {
    const NetworkFault fault =
        ParseText<NetworkFault>(absl::StrCat(text, " port: ", server_.port()));
    return InjectNetwork(fault, FaultContext{host_, stack_, "", &random_, nullptr});
  }

  FakeEngine engine_;
  FakeDrillHost host_;
  const TestTcpServer server_{TestTcpServer::kAnswers};
  Stack stack_;
  FaultRandom random_{1};
};

TEST_F(NetworkFaultTest, APartitionIsProvedFromTheOneSideAndTheServiceFromElsewhere) {
  const absl::StatusOr<Injection> injected = Inject("kind: PARTITION from: 'brain' to: 'db'");
  ASSERT_THAT(injected, IsOk());
  ASSERT_THAT(host_.commands(), SizeIs(1));
  EXPECT_THAT(host_.options().front().env, Contains(Pair("DRILL_PID", absl::StrCat(getpid()))));
  ASSERT_THAT(injected->proof, SizeIs(2));
  const NetworkProbe& silent = injected->proof[0].network();
  EXPECT_EQ(silent.from(), "brain");
  EXPECT_EQ(silent.late_at_least(), "1");
  const NetworkProbe& alive = injected->proof[1].network();
  EXPECT_EQ(alive.from(), "");
  EXPECT_EQ(alive.late_at_most(), "0");
  EXPECT_THAT(random_.TakeChoices(), SizeIs(1));
}

TEST_F(NetworkFaultTest, AnUnreachableServiceIsAskedFromOutsideAndFromWithin) {
  const absl::StatusOr<Injection> injected = Inject("kind: UNREACHABLE to: 'db'");
  ASSERT_THAT(injected, IsOk());
  ASSERT_THAT(injected->proof, SizeIs(2));
  EXPECT_EQ(injected->proof[0].network().from(), "");
  EXPECT_EQ(injected->proof[0].network().late_at_least(), "1");
  EXPECT_EQ(injected->proof[1].network().from(), "db");
  EXPECT_EQ(injected->proof[1].network().late_at_most(), "0");
}

TEST_F(NetworkFaultTest, ADelayIsProvedAgainstWhatWasMeasuredBefore) {
  const absl::StatusOr<Injection> injected =
      Inject("kind: DELAY from: 'brain' to: 'db' delay { seconds: 2 }");
  ASSERT_THAT(injected, IsOk());
  ASSERT_THAT(injected->proof, SizeIs(3));
  // Nine tenths of the delay and the time before: more than the tenths alone.
  const google::protobuf::Duration& late = injected->proof[0].network().late();
  EXPECT_GT(late.seconds() * 1e9 + late.nanos(), 1.8e9);
  EXPECT_EQ(injected->proof[0].network().late_at_least(), "1");
  EXPECT_EQ(injected->proof[1].network().late_at_most(), "0");
}

TEST_F(NetworkFaultTest, ALossIsProvedByAShareOfManyRequests) {
  const absl::StatusOr<Injection> injected = Inject("kind: LOSS from: 'brain' to: 'db' loss: 0.2");
  ASSERT_THAT(injected, IsOk());
  const NetworkProbe& lost = injected->proof[0].network();
  EXPECT_EQ(lost.late_at_least(), "0.1");
  EXPECT_EQ(lost.requests(), 50);
}

TEST_F(NetworkFaultTest, ANameThatWasNeverResolvedCannotGo) {
  // There is no engine's name server here.
  EXPECT_THAT(Inject("kind: NAME_GONE from: 'brain' to: 'db'"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("before the injection already, brain cannot resolve db")));
  EXPECT_THAT(host_.commands(), IsEmpty());
}

TEST_F(NetworkFaultTest, WithoutAContainerNothingCanBeParted) {
  engine_.Remove("brain");
  EXPECT_THAT(Inject("kind: PARTITION from: 'brain' to: 'db'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("brain has no container")));
  engine_.RunHere("brain");
  ContainerInfo stopped;
  stopped.service = "db";
  stopped.status = "exited";
  engine_.Set(stopped);
  EXPECT_THAT(Inject("kind: PARTITION from: 'brain' to: 'db'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("db is exited")));
  EXPECT_THAT(host_.commands(), IsEmpty());
}

TEST_F(NetworkFaultTest, WhatDoesNotAnswerBeforeCannotBeCutOff) {
  NetworkFault fault;
  fault.set_kind(NetworkFault::PARTITION);
  fault.set_from("brain");
  fault.set_to("db");
  { fault.set_port(TestTcpServer(TestTcpServer::kSilent).port()); }
  EXPECT_THAT(InjectNetwork(fault, FaultContext{host_, stack_, "", &random_, nullptr}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("refused")));
  EXPECT_THAT(host_.commands(), IsEmpty());
}

TEST_F(NetworkFaultTest, AKernelWithoutTheMeansIsSaid) {
  host_.When(CommandContains("iptables"),
             {2, "", "iptables: No chain/target/match by that name\n"});
  EXPECT_THAT(Inject("kind: LOSS from: 'brain' to: 'db' loss: 0.2"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("No chain/target/match")));
}

}  // namespace
}  // namespace drill
