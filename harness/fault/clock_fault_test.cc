#include "harness/fault/clock_fault.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::SizeIs;

class ClockFaultTest : public ::testing::Test {
 protected:
  ClockFaultTest() : host_(engine_.root()) {
    ContainerInfo container;
    container.service = "db";
    container.status = "running";
    container.started_at = "2026-01-02T03:04:05Z";
    container.pid = 42;
    engine_.Set(container);
    stack_.add_compose_project("app");
  }

  absl::StatusOr<Injection> Inject(const std::string& text) {
    const ClockFault fault = ParseText<ClockFault>(text);
    return InjectClock(fault, FaultContext{host_, stack_, "", nullptr, nullptr});
  }

  FakeEngine engine_;
  FakeDrillHost host_;
  Stack stack_;
};

TEST_F(ClockFaultTest, ADatabaseAheadIsAskedItself) {
  const auto injection = Inject("service: 'db' offset { seconds: 3600 }");
  ASSERT_THAT(injection, IsOk());
  EXPECT_THAT(host_.options().back().env, Contains(Pair("DRILL_OFFSET", "+3600s")));
  ASSERT_THAT(injection->proof, SizeIs(2));
  EXPECT_EQ(injection->proof[0].service().ended().id(), "db");
  EXPECT_EQ(injection->proof[1].clock().database(), "db");
  EXPECT_EQ(injection->proof[1].clock().at_least(), "3595");
  EXPECT_EQ(injection->proof[1].clock().at_most(), "");
}

TEST_F(ClockFaultTest, AServiceBehindIsAskedByItsUrl) {
  const auto injection = Inject("service: 'db' offset { seconds: -60 } url: 'http://localhost/'");
  ASSERT_THAT(injection, IsOk());
  EXPECT_THAT(host_.options().back().env, Contains(Pair("DRILL_OFFSET", "-60s")));
  EXPECT_EQ(injection->proof[1].clock().url(), "http://localhost/");
  EXPECT_EQ(injection->proof[1].clock().at_most(), "-55");
}

TEST_F(ClockFaultTest, TheProofNeverReachesToARightClock) {
  const auto injection = Inject("service: 'db' offset { seconds: -10 }");
  ASSERT_THAT(injection, IsOk());
  EXPECT_EQ(injection->proof[1].clock().at_most(), "-5");
}

TEST_F(ClockFaultTest, AProgramWithoutTheCLibraryCannotBeDeceived) {
  host_.When(CommandContains("/maps"), {1, "", ""});
  EXPECT_THAT(Inject("service: 'db' offset { seconds: 60 }"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("C library")));
  EXPECT_THAT(host_.commands(), SizeIs(1));
}

TEST_F(ClockFaultTest, AContainerThatCannotBeMadeSaysSo) {
  host_.When(CommandContains("LD_PRELOAD"), {1, "", "read-only file system"});
  EXPECT_THAT(Inject("service: 'db' offset { seconds: 60 }"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("read-only")));
}

TEST_F(ClockFaultTest, AServiceThatDoesNotRunHasNoClock) {
  engine_.Remove("db");
  EXPECT_THAT(Inject("service: 'db' offset { seconds: 60 }"),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace drill
