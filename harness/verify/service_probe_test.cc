#include "harness/verify/service_probe.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "harness/verify/local_host.h"

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
                      Case{"image: 'aria-brain:2.0.0'", Container("running"), kGreen},
                      Case{"image: 'aria-brain:1.9.0'", Container("running"), kRed},
                      Case{"state: 'runing'", Container("running"), kError}));

TEST(JudgeContainerTest, TellsWhatItSaw) {
  const Sight sight = JudgeContainer(ServiceProbe(), Container("exited", 137, 3, true));
  EXPECT_EQ(sight.seen,
            "exited with 137, killed for memory, restarted 3 times, registry/aria-brain:2.0.0");
}

TEST(LookAtServiceTest, AnEngineThatDoesNotAnswerProvesNothing) {
  LocalHost host("/nonexistent");
  ProbeContext context;
  context.host = &host;
  ServiceProbe probe;
  probe.set_service("db");
  probe.set_state("absent");
  const Sight sight = LookAtService(context, probe, absl::Seconds(1));
  EXPECT_EQ(sight.colour, kError);
  EXPECT_THAT(sight.seen, HasSubstr("Docker engine"));
}

}  // namespace
}  // namespace drill
