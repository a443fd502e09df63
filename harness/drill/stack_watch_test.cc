#include "harness/drill/stack_watch.h"

#include <atomic>
#include <set>
#include <string>

#include "absl/synchronization/mutex.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Red or not to be looked at are the probes named, green all others.
class NamedRunner : public ProbeRunner {
 public:
  Observation Run(const Probe& probe) override {
    Observation observation;
    observation.probe = probe.name();
    absl::MutexLock lock(&mutex_);
    observation.colour =
        red_.count(probe.name()) > 0 ? Observation::Colour::kRed : Observation::Colour::kGreen;
    if (unseen_.count(probe.name()) > 0) observation.colour = Observation::Colour::kError;
    observation.seen = "x";
    observation.ended = RealClock().Monotonic();
    ++looks_;
    return observation;
  }
  int looks() const { return looks_; }
  void SetRed(std::set<std::string> names) {
    absl::MutexLock lock(&mutex_);
    red_ = std::move(names);
  }
  void SetUnseen(std::set<std::string> names) {
    absl::MutexLock lock(&mutex_);
    unseen_ = std::move(names);
  }

 private:
  std::atomic<int> looks_{0};
  absl::Mutex mutex_;
  std::set<std::string> red_ ABSL_GUARDED_BY(mutex_);
  std::set<std::string> unseen_ ABSL_GUARDED_BY(mutex_);
};

class StackWatchTest : public ::testing::Test {
 protected:
  StackWatchTest() {
    stack_.add_steady_state()->set_name("health");
    stack_.add_steady_state()->set_name("database");
  }
  static GreenRequest Of(std::vector<std::string> steady_state) {
    GreenRequest request;
    request.steady_state = std::move(steady_state);
    request.consecutive = 2;
    request.interval = absl::Milliseconds(1);
    request.within = absl::Seconds(30);
    return request;
  }
  // Not to be waited for in full where green is expected.
  static GreenRequest Brief(GreenRequest request) {
    request.within = absl::Milliseconds(30);
    return request;
  }

  NamedRunner runner_;
  LocalHost host_{"/nonexistent"};
  Stack stack_;
  StopToken stop_;
  StackWatch watch_{&runner_, &host_, stack_, &stop_};
};

TEST_F(StackWatchTest, AsksTheScenariosOwnProbesAndTheStacksByName) {
  GreenRequest request = Of({"database"});
  request.probes.emplace_back().set_name("own");
  runner_.SetRed({"health"});
  const auto seen = watch_.AwaitGreen(request);
  ASSERT_THAT(seen, IsOk());
  EXPECT_TRUE(seen->recovered());
  EXPECT_GT(seen->first_green_us(), 0);
  EXPECT_EQ(seen->consecutive(), 2);
  EXPECT_THAT(seen->last_seen(), ElementsAre("own: green: x", "database: green: x"));
}

TEST_F(StackWatchTest, AStarMeansEveryProbeOfTheStack) {
  runner_.SetRed({"health"});
  const auto seen = watch_.AwaitGreen(Brief(Of({"*"})));
  ASSERT_THAT(seen, IsOk());
  EXPECT_FALSE(seen->recovered());
  EXPECT_THAT(seen->last_seen(), ElementsAre("health: red: x", HasSubstr("database: ")));
}

TEST_F(StackWatchTest, ANameThatIsNoneOfTheStacksIsAnError) {
  EXPECT_THAT(watch_.AwaitGreen(Of({"no_such"})).status(),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("no_such")));
  EXPECT_THAT(watch_.Begin(Of({"no_such"})), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(StackWatchTest, LooksForRed) {
  auto look = watch_.LookForRed(Of({"*"}));
  ASSERT_THAT(look, IsOk());
  EXPECT_FALSE(look->red);
  runner_.SetRed({"database"});
  look = watch_.LookForRed(Of({"*"}));
  ASSERT_THAT(look, IsOk());
  EXPECT_TRUE(look->red);
}

TEST_F(StackWatchTest, WatchesBesideAProcedure) {
  runner_.SetRed({"health"});
  ASSERT_THAT(watch_.Begin(Of({"*"})), IsOk());
  while (runner_.looks() < 4) RealClock().Sleep(absl::Milliseconds(1));
  runner_.SetRed({});
  const auto seen = watch_.Finish(absl::Seconds(30));
  ASSERT_THAT(seen, IsOk());
  EXPECT_TRUE(seen->recovered());
  EXPECT_TRUE(seen->has_last_red_us());
  EXPECT_LE(seen->last_red_us(), seen->first_green_us());
}

TEST_F(StackWatchTest, WhatWasNeverRedHasNoLastRed) {
  ASSERT_THAT(watch_.Begin(Of({"*"})), IsOk());
  const auto seen = watch_.Finish(absl::Seconds(30));
  ASSERT_THAT(seen, IsOk());
  EXPECT_TRUE(seen->recovered());
  EXPECT_FALSE(seen->has_last_red_us());
}

TEST_F(StackWatchTest, LooksOnceAtEachProbe) {
  runner_.SetRed({"errors"});
  std::vector<Probe> probes(2);
  probes[0].set_name("errors");
  probes[1].set_name("revision");
  const auto looks = watch_.LookOnce(probes);
  ASSERT_THAT(looks, IsOk());
  ASSERT_EQ(looks->size(), 2u);
  EXPECT_FALSE(looks->at(0).green());
  EXPECT_EQ(looks->at(0).seen(), "errors: red: x");
  EXPECT_TRUE(looks->at(1).green());
  EXPECT_EQ(runner_.looks(), 2);
  stop_.RequestStop();
  EXPECT_THAT(watch_.LookOnce(probes).status(), StatusIs(absl::StatusCode::kCancelled));
}

TEST_F(StackWatchTest, LooksOnceMoreAtWhatShowedTheRecovery) {
  GreenRequest request = Of({"*"});
  request.probes.emplace_back().set_name("own");
  runner_.SetRed({"database"});
  runner_.SetUnseen({"own"});
  const auto looks = watch_.LookAgain(request);
  ASSERT_THAT(looks, IsOk());
  ASSERT_EQ(looks->size(), 3u);
  EXPECT_EQ(looks->at(0).probe(), "own");
  EXPECT_TRUE(looks->at(0).not_seen());
  EXPECT_FALSE(looks->at(0).green());
  EXPECT_TRUE(looks->at(1).green());
  EXPECT_FALSE(looks->at(2).green());
  EXPECT_FALSE(looks->at(2).not_seen());
  EXPECT_THAT(watch_.LookAgain(Of({"no_such"})).status(), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(StackWatchTest, WhatDoesNotComeBackIsAFindingAndNoError) {
  runner_.SetRed({"health"});
  ASSERT_THAT(watch_.Begin(Of({"*"})), IsOk());
  const auto seen = watch_.Finish(absl::Milliseconds(30));
  ASSERT_THAT(seen, IsOk());
  EXPECT_FALSE(seen->recovered());
}

TEST_F(StackWatchTest, CtrlCAndANetworkThatCannotBeEnteredAreErrors) {
  runner_.SetRed({"health"});
  stop_.RequestStop();
  EXPECT_THAT(watch_.AwaitGreen(Of({"*"})).status(), StatusIs(absl::StatusCode::kCancelled));
  ASSERT_THAT(watch_.Begin(Of({"*"})), IsOk());
  EXPECT_THAT(watch_.Finish(absl::Seconds(30)).status(), StatusIs(absl::StatusCode::kCancelled));

  host_.set_network(absl::InternalError("setns: no"));
  EXPECT_THAT(StackWatch(&runner_, &host_, stack_, nullptr).AwaitGreen(Of({"*"})).status(),
              StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace drill
