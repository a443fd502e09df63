#include "harness/probe/command_probe.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/local_host.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;

class LookAtCommandTest : public ::testing::Test {
 protected:
  Sight Look(const std::string& command, int exit_code = 0, const std::string& contains = "",
             absl::Duration timeout = absl::Seconds(20)) {
    LocalHost host("/");
    ProbeContext context;
    context.host = &host;
    context.operator_directory = directory_;
    CommandProbe probe;
    probe.set_command(command);
    probe.set_exit_code(exit_code);
    probe.set_contains(contains);
    return LookAtCommand(context, probe, timeout);
  }

  std::string directory_;
};

TEST_F(LookAtCommandTest, GoesByTheExitCode) {
  EXPECT_EQ(Look("true").colour, kGreen);
  EXPECT_EQ(Look("false").colour, kRed);
  EXPECT_EQ(Look("exit 3", 3).colour, kGreen);
  EXPECT_EQ(Look("true", 3).colour, kRed);
}

TEST_F(LookAtCommandTest, GoesByTheOutputOfBothStreams) {
  EXPECT_EQ(Look("echo disk full", 0, "full").colour, kGreen);
  EXPECT_EQ(Look("echo disk full >&2", 0, "full").colour, kGreen);
  const Sight sight = Look("echo plenty", 0, "full");
  EXPECT_EQ(sight.colour, kRed);
  EXPECT_THAT(sight.seen, HasSubstr("plenty"));
}

TEST_F(LookAtCommandTest, RunsInTheOperatorsDirectory) {
  directory_ = "/usr";
  EXPECT_EQ(Look("pwd", 0, "/usr").colour, kGreen);
  EXPECT_EQ(Look("ls bin/env").colour, kGreen);
}

TEST_F(LookAtCommandTest, ACommandThatDoesNotEndIsRed) {
  const Sight sight = Look("sleep 600", 0, "", absl::Milliseconds(50));
  EXPECT_EQ(sight.colour, kRed);
  EXPECT_THAT(sight.seen, HasSubstr("no end within"));
}

TEST_F(LookAtCommandTest, ACommandThatIsKilledIsRed) { EXPECT_EQ(Look("kill -9 $$").colour, kRed); }

}  // namespace
}  // namespace drill
