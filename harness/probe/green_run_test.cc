#include "harness/probe/green_run.h"

#include <atomic>
#include <functional>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::Duration kLong = absl::Seconds(30);
constexpr absl::Duration kShort = absl::Milliseconds(30);

// Colours each observation by a function of the probe's name and its number.
class ScriptedRunner : public ProbeRunner {
 public:
  explicit ScriptedRunner(std::function<bool(const std::string&, int)> green)
      : green_(std::move(green)) {}
  Observation Run(const Probe& probe) override {
    Observation observation;
    observation.probe = probe.name();
    observation.colour =
        green_(probe.name(), calls_++) ? Observation::Colour::kGreen : Observation::Colour::kRed;
    observation.seen = "x";
    observation.ended = RealClock().Monotonic();
    return observation;
  }
  int calls() const { return calls_; }

 private:
  const std::function<bool(const std::string&, int)> green_;
  std::atomic<int> calls_{0};
};

std::vector<Probe> Probes(const std::vector<std::string>& names) {
  std::vector<Probe> probes;
  for (const std::string& name : names) probes.emplace_back().set_name(name);
  return probes;
}

GreenRunOptions Fast(int consecutive) {
  GreenRunOptions options;
  options.consecutive = consecutive;
  options.interval = absl::Milliseconds(1);
  return options;
}

TEST(GreenRunTest, SeesTheSystemComeBack) {
  ScriptedRunner runner([](const std::string&, int call) { return call >= 7; });
  LocalHost host("/nonexistent");
  const GreenRunResult result = AwaitGreen(&runner, &host, Probes({"api"}), Fast(3), kLong);
  EXPECT_TRUE(result.recovered);
  EXPECT_EQ(result.consecutive, 3);
  EXPECT_GE(runner.calls(), 10);
  EXPECT_THAT(result.last_seen, ElementsAre("api: green: x"));
}

TEST(GreenRunTest, OneRedProbeIsEnoughNotToRecover) {
  ScriptedRunner runner([](const std::string& name, int) { return name != "db"; });
  LocalHost host("/nonexistent");
  const GreenRunResult result = AwaitGreen(&runner, &host, Probes({"api", "db"}), Fast(1), kShort);
  EXPECT_FALSE(result.recovered);
  EXPECT_THAT(result.status, IsOk());
  EXPECT_THAT(result.last_seen.at(1), HasSubstr("db: "));
}

// A system that is back in time is not missed because each look at it takes long.
TEST(GreenRunTest, ARunThatHasBegunInTimeIsSeenToItsEnd) {
  ScriptedRunner runner([](const std::string&, int) {
    absl::SleepFor(absl::Milliseconds(600));
    return true;
  });
  LocalHost host("/nonexistent");
  const GreenRunResult result =
      AwaitGreen(&runner, &host, Probes({"api"}), Fast(3), absl::Seconds(2));
  EXPECT_TRUE(result.recovered);
  EXPECT_EQ(result.consecutive, 3);
}

TEST(GreenRunTest, ARunThatBeginsTooLateIsNot) {
  const absl::Duration began = RealClock().Monotonic();
  ScriptedRunner runner([began](const std::string&, int) {
    return RealClock().Monotonic() > began + absl::Milliseconds(300);
  });
  LocalHost host("/nonexistent");
  const GreenRunResult result =
      AwaitGreen(&runner, &host, Probes({"api"}), Fast(3), absl::Milliseconds(100));
  EXPECT_FALSE(result.recovered);
}

TEST(GreenRunTest, WhatReadsAWholeTableRestsWhileTheSystemIsDown) {
  std::atomic<bool> up{false}, asked_while_down{false};
  ScriptedRunner runner([&](const std::string& name, int call) {
    if (name == "api" && call > 5) up = true;
    if (name == "rows" && !up) asked_while_down = true;
    return up.load();
  });
  LocalHost host("/nonexistent");
  std::vector<Probe> probes = Probes({"rows", "api"});
  probes[0].mutable_seeded_rows();
  EXPECT_TRUE(AwaitGreen(&runner, &host, probes, Fast(3), kLong).recovered);
  EXPECT_FALSE(asked_while_down);
}

TEST(GreenRunTest, WhatReadsAWholeTableIsAskedOnceForARun) {
  std::atomic<int> asked{0};
  ScriptedRunner runner([&](const std::string& name, int) {
    if (name == "rows") ++asked;
    return true;
  });
  LocalHost host("/nonexistent");
  std::vector<Probe> probes = Probes({"rows", "api"});
  probes[0].mutable_seeded_rows();
  const GreenRunResult result = AwaitGreen(&runner, &host, probes, Fast(10), kLong);
  EXPECT_TRUE(result.recovered);
  EXPECT_EQ(result.consecutive, 10);
  EXPECT_EQ(asked, 1);
}

TEST(GreenRunTest, WhatWasSeenOfAWholeTableIsForgottenWhenTheSystemGoesDown) {
  std::atomic<bool> seen{false};
  ScriptedRunner runner([&](const std::string& name, int) {
    if (name == "rows") seen = true;
    return name != "rows" && !seen;
  });
  LocalHost host("/nonexistent");
  std::vector<Probe> probes = Probes({"rows", "api"});
  probes[0].mutable_seeded_rows();
  GreenRun run(&runner, &host, probes, Fast(3));
  GreenRunResult result = run.Wait(kShort);
  // How soon each probe has its turn is the machine's business; "api" is red once "rows" was.
  const auto settled = [&result] {
    return result.last_seen.at(1) == "api: red: x" && result.last_seen.at(0) != "rows: red: x";
  };
  const absl::Duration deadline = RealClock().Monotonic() + kLong;
  while (!settled() && RealClock().Monotonic() < deadline) result = run.Wait(kShort);
  EXPECT_FALSE(result.recovered);
  EXPECT_THAT(result.last_seen,
              ElementsAre("rows: could not be looked at: rests while another probe is not green",
                          "api: red: x"));
}

TEST(GreenRunTest, WhatReadsAWholeTableIsAskedWhereNothingElseIs) {
  ScriptedRunner runner([](const std::string&, int) { return true; });
  LocalHost host("/nonexistent");
  std::vector<Probe> probes = Probes({"rows", "index"});
  probes[0].mutable_seeded_rows();
  probes[1].mutable_amcheck();
  EXPECT_TRUE(AwaitGreen(&runner, &host, probes, Fast(3), kLong).recovered);
}

TEST(GreenRunTest, AWaitForRedEndsWithTheFirstOne) {
  ScriptedRunner runner([](const std::string&, int call) { return call != 7; });
  LocalHost host("/nonexistent");
  GreenRunOptions options = Fast(1000);
  options.until_red = true;
  const GreenRunResult result = AwaitGreen(&runner, &host, Probes({"api"}), options, kLong);
  EXPECT_TRUE(result.red);
  EXPECT_FALSE(result.recovered);
  EXPECT_LT(runner.calls(), 100);
}

TEST(GreenRunTest, AWaitForRedIsNotOverForAProbeThatIsSlow) {
  ScriptedRunner runner([](const std::string&, int) {
    absl::SleepFor(kShort);
    return true;
  });
  LocalHost host("/nonexistent");
  GreenRunOptions options = Fast(3);
  options.until_red = true;
  const GreenRunResult result = AwaitGreen(&runner, &host, Probes({"api"}), options, kLong);
  EXPECT_FALSE(result.red);
  EXPECT_TRUE(result.recovered);
}

TEST(GreenRunTest, WhatCannotBeLookedAtIsNotRed) {
  class Blind : public ProbeRunner {
   public:
    Observation Run(const Probe&) override { return Observation(); }
  } runner;
  LocalHost host("/nonexistent");
  GreenRunOptions options = Fast(1);
  options.until_red = true;
  const GreenRunResult result = AwaitGreen(&runner, &host, Probes({"api"}), options, kShort);
  EXPECT_FALSE(result.red);
  EXPECT_FALSE(result.recovered);
}

TEST(GreenRunTest, AFlappingSystemDoesNotRecover) {
  ScriptedRunner runner([](const std::string&, int call) { return call % 4 != 0; });
  LocalHost host("/nonexistent");
  EXPECT_FALSE(AwaitGreen(&runner, &host, Probes({"api"}), Fast(4), kShort).recovered);
}

TEST(GreenRunTest, GreenDuringTheProcedureDoesNotCompleteARun) {
  std::atomic<bool> green{true};
  ScriptedRunner runner([&green](const std::string&, int) { return green.load(); });
  LocalHost host("/nonexistent");
  GreenRun run(&runner, &host, Probes({"api"}), Fast(2));
  ASSERT_TRUE(run.Wait(kLong).recovered);
  run.CountFrom(absl::InfiniteDuration());
  EXPECT_FALSE(run.Wait(kShort).recovered);
  const absl::Duration end = RealClock().Monotonic();
  run.CountFrom(end);
  const GreenRunResult result = run.Wait(kLong);
  EXPECT_TRUE(result.recovered);
  EXPECT_LT(result.first_green, end);
}

TEST(GreenRunTest, StopsWhenTold) {
  ScriptedRunner runner([](const std::string&, int) { return false; });
  LocalHost host("/nonexistent");
  StopToken stop;
  stop.RequestStop();
  const GreenRunResult result = AwaitGreen(&runner, &host, Probes({"api"}), Fast(1), kLong, &stop);
  EXPECT_TRUE(result.stopped);
  EXPECT_FALSE(result.recovered);
}

TEST(GreenRunTest, ANetworkThatCannotBeEnteredIsAnError) {
  ScriptedRunner runner([](const std::string&, int) { return true; });
  LocalHost host("/nonexistent");
  host.set_network(absl::InternalError("setns: no"));
  const GreenRunResult result = AwaitGreen(&runner, &host, Probes({"api"}), Fast(1), kLong);
  EXPECT_FALSE(result.recovered);
  EXPECT_FALSE(result.red);
  EXPECT_THAT(result.status, StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(result.last_seen, ElementsAre(HasSubstr("not looked at yet")));
}

TEST(GreenRunTest, NoProbesNoRecovery) {
  ScriptedRunner runner([](const std::string&, int) { return true; });
  LocalHost host("/nonexistent");
  const GreenRunResult result = AwaitGreen(&runner, &host, {}, Fast(1), kShort);
  EXPECT_FALSE(result.recovered);
  EXPECT_THAT(result.last_seen, IsEmpty());
}

TEST(RestAfterTest, ASlowLookIsFollowedByARestAsLong) {
  const absl::Duration interval = absl::Milliseconds(20);
  EXPECT_EQ(RestAfter(absl::Milliseconds(5), interval), absl::Milliseconds(15));
  EXPECT_EQ(RestAfter(absl::Milliseconds(15), interval), absl::Milliseconds(15));
  EXPECT_EQ(RestAfter(absl::Milliseconds(100), interval), absl::Milliseconds(100));
  EXPECT_EQ(RestAfter(absl::Seconds(2), interval), absl::Milliseconds(250));
}

}  // namespace
}  // namespace drill
