#include "harness/probe/service_probe.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

ContainerInfo Container(const std::string& status, int exit_code = 0, int restarts = 0,
                        bool oom_killed = false) {
  ContainerInfo container;
  container.image = "registry/aria-brain:2.0.0";
  container.status = status;
  container.exit_code = exit_code;
  container.restart_count = restarts;
  container.oom_killed = oom_killed;
  return container;
}

ContainerInfo WithHealth(const std::string& status, const std::string& health) {
  ContainerInfo container = Container(status);
  container.health = health;
  return container;
}

struct Case {
  std::string probe;
  std::optional<ContainerInfo> container;
  Observation::Colour colour;
};
class JudgeContainerTest : public ::testing::TestWithParam<Case> {};

TEST_P(JudgeContainerTest, IsGreenOnlyAsExpected) {
  ServiceProbe probe;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(GetParam().probe, &probe));
  const Sight sight = JudgeContainer(probe, GetParam().container);
  EXPECT_EQ(sight.colour, GetParam().colour) << GetParam().probe << ": " << sight.seen;
}

INSTANTIATE_TEST_SUITE_P(
    Containers, JudgeContainerTest,
    ::testing::Values(Case{"", Container("running"), kGreen}, Case{"", Container("exited"), kRed},
                      Case{"", std::nullopt, kRed}, Case{"state: 'absent'", std::nullopt, kGreen},
                      Case{"state: 'absent'", Container("exited"), kRed},
                      Case{"state: 'exited'", Container("exited", 1), kGreen},
                      Case{"state: 'exited'", Container("running"), kRed},
                      Case{"state: 'exited' exit_code: '137'", Container("exited", 137), kGreen},
                      Case{"state: 'exited' exit_code: '137'", Container("exited", 1), kRed},
                      Case{"state: 'exited' exit_code: '0'", Container("exited", 1), kRed},
                      Case{"state: 'exited' exit_code: 'x'", Container("exited", 1), kError},
                      Case{"state: 'restarting'", Container("restarting", 1, 1), kGreen},
                      Case{"state: 'oom_killed'", Container("exited", 137, 0, true), kGreen},
                      Case{"state: 'oom_killed'", Container("exited", 137), kRed},
                      Case{"state: 'crash_looping'", Container("running", 0, 2), kGreen},
                      Case{"state: 'crash_looping'", Container("restarting", 1, 1), kRed},
                      Case{"state: 'paused'", Container("paused"), kGreen},
                      Case{"state: 'paused'", Container("running"), kRed},
                      Case{"state: 'unhealthy'", WithHealth("running", "unhealthy"), kGreen},
                      Case{"state: 'unhealthy'", WithHealth("running", "healthy"), kRed},
                      Case{"state: 'unhealthy'", WithHealth("exited", "unhealthy"), kRed},
                      Case{"state: 'unhealthy'", Container("running"), kRed},
                      Case{"state: 'healthy'", WithHealth("running", "healthy"), kGreen},
                      Case{"state: 'present'", Container("exited"), kGreen},
                      Case{"state: 'present'", std::nullopt, kRed},
                      Case{"state: 'crash_looping' ended { id: 'x' restarts: 2 }",
                           Container("running", 0, 3), kRed},
                      Case{"state: 'crash_looping' ended { id: 'x' restarts: 2 }",
                           Container("running", 0, 4), kGreen},
                      Case{"image: 'aria-brain:2.0.0'", Container("running"), kGreen},
                      Case{"image: 'aria-brain:1.9.0'", Container("running"), kRed},
                      Case{"state: 'runing'", Container("running"), kError}));

TEST(JudgeContainerTest, TellsWhatItSaw) {
  const Sight sight = JudgeContainer(ServiceProbe(), Container("exited", 137, 3, true));
  EXPECT_EQ(sight.seen,
            "exited with 137, killed for memory, restarted 3 times, registry/aria-brain:2.0.0");
}

// The life that the probes below speak of, and what may have become of it.
class LifeTest : public ::testing::Test {
 protected:
  LifeTest() : container_(Container("running")) {
    container_.id = "aa11";
    container_.started_at = "2026-01-02T03:04:05Z";
    Life life;
    life.set_id("aa11");
    life.set_started_at("2026-01-02T03:04:05Z");
    ended_.set_state("present");
    *ended_.mutable_ended() = life;
    *goes_on_.mutable_goes_on() = life;
  }

  ContainerInfo container_;
  ServiceProbe ended_, goes_on_;
};

TEST_F(LifeTest, GoesOnInTheSameContainerSinceTheSameStart) {
  EXPECT_EQ(JudgeContainer(goes_on_, container_).colour, kGreen);
  EXPECT_EQ(JudgeContainer(ended_, container_).colour, kRed);
}

TEST_F(LifeTest, EndsWithTheContainersProcess) {
  container_.status = "exited";
  EXPECT_EQ(JudgeContainer(goes_on_, container_).colour, kRed);
  EXPECT_EQ(JudgeContainer(ended_, container_).colour, kGreen);
}

TEST_F(LifeTest, EndsWithANewStart) {
  container_.started_at = "2026-01-02T03:04:06Z";
  EXPECT_EQ(JudgeContainer(goes_on_, container_).colour, kRed);
  EXPECT_EQ(JudgeContainer(ended_, container_).colour, kGreen);
}

TEST_F(LifeTest, EndsWithAnotherContainer) {
  container_.id = "bb22";
  EXPECT_EQ(JudgeContainer(goes_on_, container_).colour, kRed);
  EXPECT_EQ(JudgeContainer(ended_, container_).colour, kGreen);
}

class ProcessStateTest : public ::testing::Test {
 protected:
  ProcessStateTest() {
    ContainerInfo container = Container("running");
    container.service = "brain";
    container.pid = 42;
    engine_.Set(container);
    context_.host = &engine_.host();
    context_.compose_projects = {"shop"};
    probe_.set_service("brain");
    probe_.set_process_state("T");
  }

  Sight Look(const std::string& stat) {
    EXPECT_THAT(MakeDirectories(engine_.root() + "/proc/42"), IsOk());
    EXPECT_THAT(WriteFile(engine_.root() + "/proc/42/stat", stat), IsOk());
    return LookAtService(context_, probe_, absl::Seconds(5));
  }

  FakeEngine engine_;
  ProbeContext context_;
  ServiceProbe probe_;
};

TEST_F(ProcessStateTest, IsWhatTheKernelSays) {
  EXPECT_EQ(Look("42 (aria-brain) T 1 42 42 0").colour, kGreen);
  EXPECT_EQ(Look("42 (aria-brain) S 1 42 42 0").colour, kRed);
}

TEST_F(ProcessStateTest, IsNotReadOutOfAName) {
  EXPECT_EQ(Look("42 (a) T b) S 1 42 42 0").colour, kRed);
}

TEST_F(ProcessStateTest, NeedsAProcess) {
  EXPECT_EQ(LookAtService(context_, probe_, absl::Seconds(5)).colour, kRed);
  EXPECT_EQ(Look("nonsense").colour, kError);
}

TEST(LookAtServiceTest, AnEngineThatDoesNotAnswerProvesNothing) {
  LocalHost host("/nonexistent");
  ProbeContext context;
  context.host = &host;
  context.compose_projects = {"shop"};
  ServiceProbe probe;
  probe.set_service("db");
  probe.set_state("absent");
  const Sight sight = LookAtService(context, probe, absl::Seconds(1));
  EXPECT_EQ(sight.colour, kError);
  EXPECT_THAT(sight.seen, HasSubstr("Docker engine"));
}

}  // namespace
}  // namespace drill
