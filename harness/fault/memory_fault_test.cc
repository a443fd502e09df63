#include "harness/fault/memory_fault.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/fault/memory_script.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

// What a command line is, without the functions before it.
std::string Line(const std::string& command) {
  return std::string(absl::StripPrefix(command, kMemoryFunctions));
}

FakeDrillHost::Predicate Asks(std::string text) {
  return [text = std::move(text)](const FakeDrillHost::Argv& argv) {
    return absl::StartsWith(Line(argv.back()), text);
  };
}

class MemoryFaultTest : public ::testing::Test {
 protected:
  MemoryFaultTest() {
    stack_.add_compose_project("app");
    host_.When(Asks("date +%s.%N"), {0, "100.5\n"});
    host_.When(Asks("machine_kills"), {0, "40\n"});
    host_.When(Asks("set -o pipefail; docker ps -q"), {0, "c0ffee\n"});
    host_.When(Asks("docker inspect -f '{{.HostConfig.Memory}}'"), {0, "1000\n"});
    host_.When(Asks("pid=$(docker inspect"), {0, "77 /sys/fs/cgroup/memory/c\n"});
    host_.When(Asks("kills '"), {0, "2\n"});
    host_.When(Asks("host_group"), {0, "/sys/fs/cgroup/memory\n"});
    host_.When(Asks("used \"$(host_group)\""), {0, "1000\n"});
    host_.When(Asks("file=$(limit_file"), {0, "134218728\n"});
  }

  absl::StatusOr<Injection> Inject(const std::string& text) {
    const MemoryFault fault = ParseText<MemoryFault>(text);
    return InjectMemory(fault, FaultContext{host_, stack_, "", &random_, nullptr});
  }

  std::vector<std::string> Ran() {
    std::vector<std::string> lines;
    for (const auto& argv : host_.commands()) lines.push_back(Line(argv.back()));
    return lines;
  }

  FakeDrillHost host_;
  Stack stack_;
  FaultRandom random_{1};
};

TEST_F(MemoryFaultTest, PushesTheServiceFromInsideItsOwnNamespaceAndGroup) {
  const auto injected = Inject("kind: OVER_LIMIT service: 'model'");
  ASSERT_THAT(injected, IsOk());
  EXPECT_THAT(Ran(), Contains(AllOf(HasSubstr("setsid -f nsenter -t 77 -p -- perl"),
                                    HasSubstr("'/sys/fs/cgroup/memory/c' 1 0 burst 16777216 2"),
                                    HasSubstr("echo 1000 > /proc/$pid/oom_score_adj"))));
  EXPECT_THAT(Ran(), Not(Contains(HasSubstr("docker update"))));
}

TEST_F(MemoryFaultTest, ProvesItByTheKernelsCountAndTheEngineNotByWhatTookTheMemory) {
  const auto injected = Inject("kind: OVER_LIMIT service: 'model'");
  ASSERT_THAT(injected, IsOk());
  ASSERT_THAT(injected->proof, SizeIs(2));
  EXPECT_THAT(injected->proof[0].command().command(),
              AllOf(HasSubstr("before=$([ $pid = 77 ] && echo 2 || echo 0)"),
                    HasSubstr("docker events --since 100.5"), HasSubstr("event=oom"),
                    HasSubstr("container=c0ffee"), HasSubstr("exit 137")));
  EXPECT_THAT(injected->proof[1].command().command(), HasSubstr("[ \"$now\" -gt 40 ]"));
}

TEST_F(MemoryFaultTest, GivesTheLimitFirstByARestart) {
  ASSERT_THAT(Inject("kind: OVER_LIMIT service: 'model' limit_bytes: 117440512"), IsOk());
  EXPECT_THAT(Ran(),
              Contains(AllOf(HasSubstr("docker stop -t 5 c0ffee"), HasSubstr("--memory 117440512"),
                             HasSubstr("docker start c0ffee"))));
  EXPECT_THAT(Ran(), Contains(HasSubstr(" burst 16777216 0 ")));
}

TEST_F(MemoryFaultTest, AServiceThatItsLimitKeepsDownNeedsNoPush) {
  host_.When(Asks("pid=$(docker inspect"), {0, "0 \n"});
  const auto injected = Inject("kind: OVER_LIMIT service: 'model' limit_bytes: 117440512");
  ASSERT_THAT(injected, IsOk());
  EXPECT_THAT(Ran(), Not(Contains(HasSubstr("perl"))));
  EXPECT_THAT(injected->proof, SizeIs(2));
}

TEST_F(MemoryFaultTest, ALeakGrowsAtItsRateAndLeavesLittle) {
  ASSERT_THAT(Inject("kind: LEAK service: 'model'"), IsOk());
  EXPECT_THAT(Ran(), Contains(HasSubstr(" 1 67108864 leak 16777216 2 ")));
}

TEST_F(MemoryFaultTest, CannotTakeHoldWithoutAContainerOrALimit) {
  host_.When(Asks("docker inspect -f '{{.HostConfig.Memory}}'"), {0, "0\n"});
  EXPECT_THAT(Inject("kind: LEAK service: 'model'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no memory limit")));
  host_.When(Asks("set -o pipefail; docker ps -q"), {0, ""});
  EXPECT_THAT(Inject("kind: LEAK service: 'model'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no running container")));
}

TEST_F(MemoryFaultTest, PressesTheHostUpToWhatIsLeft) {
  const auto injected = Inject("kind: HOST_PRESSURE leave_bytes: 1048576");
  ASSERT_THAT(injected, IsOk());
  EXPECT_THAT(Ran(), Contains(HasSubstr("echo 134218728 > \"$file\"")));
  EXPECT_THAT(
      Ran(),
      Contains(HasSubstr("'/sys/fs/cgroup/memory' 0 0 hold 1048576 0 '/sys/fs/cgroup/memory'")));
  ASSERT_THAT(injected->proof, SizeIs(1));
  EXPECT_THAT(injected->proof[0].command().command(), HasSubstr("[ \"$left\" -le 17825792 ]"));
}

TEST_F(MemoryFaultTest, TheHostsLimitCanBeGiven) {
  ASSERT_THAT(Inject("kind: HOST_PRESSURE limit_bytes: 900000000 leave_bytes: 1"), IsOk());
  EXPECT_THAT(Ran(), Contains(HasSubstr("echo 900000000 > \"$file\"")));
}

}  // namespace
}  // namespace drill
