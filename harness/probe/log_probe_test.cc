#include "harness/probe/log_probe.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_engine.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

class LogProbeTest : public ::testing::Test {
 protected:
  LogProbeTest() {
    ContainerInfo container;
    container.service = "brain";
    container.status = "exited";
    engine_.Set(container);
    context_.host = &engine_.host();
    context_.compose_projects = {"shop"};
    probe_.set_service("brain");
    probe_.set_contains("no such host");
  }

  Sight Look() { return LookAtLog(context_, probe_, absl::Seconds(5)); }

  FakeEngine engine_;
  ProbeContext context_;
  LogProbe probe_;
};

TEST_F(LogProbeTest, TheLineIsThere) {
  engine_.Say("brain", "starting\nFATAL: no such host: db\nbye\n");
  EXPECT_EQ(Look().colour, kGreen);
  EXPECT_EQ(Look().seen, "said: FATAL: no such host: db");
}

TEST_F(LogProbeTest, AnotherLineIsNot) {
  engine_.Say("brain", "starting\n");
  EXPECT_EQ(Look().colour, kRed);
  EXPECT_EQ(Look().seen, "said last: starting");
}

TEST_F(LogProbeTest, TextAcrossTwoLinesIsNoLine) {
  engine_.Say("brain", "there is no\nsuch host\n");
  EXPECT_EQ(Look().colour, kRed);
}

TEST_F(LogProbeTest, SilenceIsRed) { EXPECT_EQ(Look().seen, "said last: nothing"); }

TEST_F(LogProbeTest, AServiceWithoutAContainerSaysNothing) {
  engine_.Remove("brain");
  EXPECT_EQ(Look().colour, kRed);
}

TEST_F(LogProbeTest, AnEngineThatFailsProvesNothing) {
  engine_.Break();
  EXPECT_EQ(Look().colour, kError);
  EXPECT_THAT(Look().seen, HasSubstr("engine"));
}

}  // namespace
}  // namespace drill
