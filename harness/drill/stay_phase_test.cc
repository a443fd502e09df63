#include "harness/drill/stay_phase.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/drill_case.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr absl::Duration kTenth = absl::Milliseconds(100);

class StayPhaseTest : public DrillCase {
 protected:
  StayPhaseTest() {
    system_.stay.add_projects("shop");
    ContainerLife& life = *system_.stay.add_containers();
    life.set_id("1");
    life.set_name("shop-api-1");
    life.set_project("shop");
    life.set_status("running");
    life.set_started_at("2026-01-02T03:04:05Z");
    system_.containers_now->push_back(life);
    // The load's own time is not what is measured here.
    spec_.load_lead = absl::ZeroDuration();
  }

  // How long the phase of this name took, to a tenth of a second, since the clock goes on by
  // itself; nothing where it was left out.
  std::vector<absl::Duration> TimesOf(const std::string& phase) const {
    std::vector<absl::Duration> times;
    for (const Event& event : events_)
      if (event.phase_ended().name() == phase)
        times.push_back(absl::Floor(
            absl::Microseconds(event.phase_ended().duration_us()) + kTenth / 2, kTenth));
    return times;
  }

  // How long the stay took, with the requests in its last part, rounded; nothing where it was left
  // out.
  std::vector<int64_t> Seconds() const {
    const std::vector<absl::Duration> waited = TimesOf("stays_well");
    if (waited.empty()) return {};
    absl::Duration whole = waited.front();
    for (const absl::Duration asked : TimesOf("requests")) whole += asked;
    return {absl::ToInt64Seconds(whole + absl::Milliseconds(500))};
  }

  const Stay* Stayed() const {
    for (const Event& event : events_)
      if (event.has_stay()) return &event.stay();
    return nullptr;
  }

  const LastLook* Looked() const {
    for (const Event& event : events_)
      if (event.has_last_look()) return &event.last_look();
    return nullptr;
  }

  std::vector<std::string> NotLookedAtStay() const {
    std::vector<std::string> told;
    for (const Event& event : events_) {
      if (event.not_looked_at().check() == "stays_well" ||
          event.not_looked_at().check() == "stays_well/memory")
        told.push_back(event.not_looked_at().reason());
    }
    return told;
  }

  // A container that grows by so much each second, from the stay's beginning until it is asked.
  void Grow(int64_t bytes_a_second, int seconds) {
    system_.stay.clear_memory();
    MemorySeries& series = *system_.stay.add_memory();
    series.set_name("shop-api-1");
    for (int i = 0; i <= seconds; ++i) {
      MemorySample& sample = *series.add_samples();
      sample.set_at_us(int64_t{i} * 1'000'000);
      sample.set_anonymous_bytes(bytes_a_second * i);
    }
  }
};

TEST_F(StayPhaseTest, ASystemThatStaysWellPassesEveryCheck) {
  Run();
  EXPECT_THAT(Seconds(), ElementsAre(10));
  for (const char* name : {"stays_well/memory", "stays_well/probes", "stays_well/containers"}) {
    ASSERT_NE(Check(name), nullptr) << name;
    EXPECT_TRUE(Check(name)->passed()) << name;
    EXPECT_EQ(Check(name)->phase(), CHECK_PHASE_VERIFICATION);
  }
  ASSERT_NE(Stayed(), nullptr);
  EXPECT_EQ(Stayed()->wanted_us(), 10'000'000);
  EXPECT_GE(Stayed()->lasted_us(), 10'000'000);
  EXPECT_THAT(Stayed()->containers(), SizeIs(1));
  ASSERT_NE(Looked(), nullptr);
  EXPECT_GE(Looked()->at_us(), Stayed()->lasted_us());
  EXPECT_THAT(Looked()->rounds(), SizeIs(1)) << "green at the first look";
  EXPECT_THAT(NotLookedAtStay(), IsEmpty());
}

TEST_F(StayPhaseTest, TheLoadsOwnTimeCounts) {
  spec_.load_lead = absl::Seconds(4);
  Run();
  EXPECT_THAT(Seconds(), ElementsAre(6));
  events_.clear();
  system_.requests.clear();
  spec_.load_lead = absl::Seconds(40);
  Run();
  EXPECT_THAT(Seconds(), ElementsAre(0));
}

TEST_F(StayPhaseTest, AScenarioSaysHowLong) {
  spec_.scenario.mutable_recovery()->mutable_stays_well()->set_seconds(30);
  Run();
  EXPECT_THAT(Seconds(), ElementsAre(30));
}

TEST_F(StayPhaseTest, UsersRequestsAreAskedInItsLastPart) {
  system_.on_requests = [this] { clock_.Sleep(absl::Seconds(1)); };
  Run();
  EXPECT_THAT(TimesOf("stays_well"), ElementsAre(absl::Seconds(7.5)));
  EXPECT_THAT(TimesOf("requests"), ElementsAre(absl::Seconds(2.5)));
  EXPECT_THAT(Phases(), Contains("requests"));
  EXPECT_GE(Stayed()->lasted_us(), 10'000'000) << "what is left of the time is waited for";
}

TEST_F(StayPhaseTest, RequestsThatTakeLongerMakeItLonger) {
  system_.on_requests = [this] { clock_.Sleep(absl::Seconds(5)); };
  Run();
  EXPECT_THAT(TimesOf("requests"), ElementsAre(absl::Seconds(5)));
  EXPECT_GE(Stayed()->lasted_us(), 12'500'000);
}

TEST_F(StayPhaseTest, NobodyIsAskedWhereTheMachineIsNotCompared) {
  SkippedCheck& skipped = *spec_.scenario.mutable_expected()->add_skipped_checks();
  skipped.set_name("twin");
  skipped.set_reason("the data is anonymized");
  Run();
  EXPECT_THAT(TimesOf("stays_well"), ElementsAre(absl::Seconds(10)));
  EXPECT_THAT(Phases(), Not(Contains("requests")));
  EXPECT_THAT(system_.calls, Not(Contains("requests")));
  ASSERT_NE(Stayed(), nullptr);
  EXPECT_NE(Check("stays_well/containers"), nullptr);
}

TEST_F(StayPhaseTest, RequestsThatCannotBeMadeAreTheHarnesssFailure) {
  system_.requests_asked = absl::InternalError("cannot enter the network");
  Run();
  EXPECT_THAT(Failures(), Contains("error: cannot enter the network"));
  EXPECT_EQ(system_.calls.back(), "teardown");
  EXPECT_THAT(Phases(), Not(Contains("verification")));
}

TEST_F(StayPhaseTest, TheLoadGoesOnUntilRequestsAreAskedAndTheLastLookComesLast) {
  spec_.has_backups = true;
  spec_.scenario.mutable_expected()->set_migration_cycle(true);
  Run();
  const auto began = std::find(system_.calls.begin(), system_.calls.end(), "begin_stay");
  EXPECT_THAT(std::vector<std::string>(began, system_.calls.end()),
              ElementsAre("begin_stay", "mark after", "end_stay", "stop_load", "requests",
                          "stop_load", "verify", "twin", "backups after", "compare", "read_back",
                          "look_again", "migration_cycle", "stop_load", "teardown"));
}

TEST_F(StayPhaseTest, AProbeThatIsRedLaterIsAFailedCheck) {
  system_.looks_again = "rgr";
  Run();
  ASSERT_NE(Check("stays_well/probes"), nullptr);
  EXPECT_FALSE(Check("stays_well/probes")->passed());
  EXPECT_FALSE(Check("stays_well/probes")->undecided());
  EXPECT_EQ(Check("stays_well/probes")->actual(), "health: r");
  EXPECT_THAT(Check("stays_well/probes")->looks(), SizeIs(3));
  EXPECT_THAT(Looked()->rounds(), SizeIs(3));
}

TEST_F(StayPhaseTest, AProbeThatIsRedOnceIsUndecided) {
  system_.looks_again = "r";
  Run();
  EXPECT_FALSE(Check("stays_well/probes")->passed());
  EXPECT_TRUE(Check("stays_well/probes")->undecided());
}

TEST_F(StayPhaseTest, WhatShowedTheRecoveryIsLookedAtAgain) {
  spec_.scenario.mutable_recovery()->mutable_steady_state()->Clear();
  spec_.scenario.mutable_recovery()->add_steady_state("health");
  spec_.scenario.mutable_recovery()->add_probes()->set_name("own");
  Run();
  EXPECT_THAT(system_.looked_again.steady_state, ElementsAre("health"));
  EXPECT_THAT(system_.looked_again.probes, SizeIs(1));
}

TEST_F(StayPhaseTest, AContainerThatWasRestartedIsAFailedCheck) {
  system_.containers_now->front().set_restarts(1);
  Run();
  ASSERT_NE(Check("stays_well/containers"), nullptr);
  EXPECT_FALSE(Check("stays_well/containers")->passed());
  EXPECT_THAT(Check("stays_well/containers")->actual(), HasSubstr("shop-api-1 died"));
}

TEST_F(StayPhaseTest, AnEngineThatDoesNotAnswerLeavesContainersUndecided) {
  system_.containers_now = absl::UnavailableError("no engine");
  Run();
  EXPECT_TRUE(Check("stays_well/containers")->undecided());
  EXPECT_EQ(Looked()->not_read(), "no engine");
  EXPECT_THAT(Failures(), IsEmpty());
}

TEST_F(StayPhaseTest, AServiceThatGrowsIsLookedAtLongerAndIsAFailedCheck) {
  Grow(4 << 20, 10);
  Run();
  EXPECT_THAT(Seconds(), ElementsAre(28));
  ASSERT_NE(Check("stays_well/memory"), nullptr);
  EXPECT_FALSE(Check("stays_well/memory")->passed());
  EXPECT_GE(Stayed()->lasted_us(), 27'500'000);
}

TEST_F(StayPhaseTest, WithoutSamplesMemoryIsNotLookedAt) {
  Grow(4 << 20, 5);
  Run();
  EXPECT_THAT(Seconds(), ElementsAre(10));
  EXPECT_EQ(Check("stays_well/memory"), nullptr);
  EXPECT_THAT(NotLookedAtStay(), ElementsAre(HasSubstr("8 times")));
}

TEST_F(StayPhaseTest, CtrlCEndsTheWaitAtOnce) {
  system_.on_begin_stay = [this] { stop_.RequestStop(); };
  Run();
  EXPECT_THAT(system_.calls, Not(Contains("look_again")));
  EXPECT_EQ(system_.calls.back(), "teardown");
  EXPECT_THAT(Failures(), Contains(HasSubstr("stopped")));
}

TEST_F(StayPhaseTest, CtrlCInTheWaitEndsItAtOnce) {
  clock_.on_sleep = [this] {
    if (!Phases().empty() && Phases().back() == "stays_well") stop_.RequestStop();
  };
  spec_.scenario.mutable_recovery()->mutable_stays_well()->set_seconds(600);
  Run();
  EXPECT_THAT(Failures(), Contains("error: stopped by the user"));
  EXPECT_THAT(Phases(), Not(Contains("verification")));
  EXPECT_THAT(Seconds(), ElementsAre(0));
}

TEST_F(StayPhaseTest, ADrillThatHasFailedWaitsForNothing) {
  system_.procedure.set_completed(false);
  Run();
  EXPECT_THAT(Phases(), Not(Contains("stays_well")));
  EXPECT_THAT(system_.calls, Not(Contains("look_again")));
  EXPECT_THAT(NotLookedAtStay(), ElementsAre("the drill has failed already"));

  events_.clear();
  system_.requests.clear();
  system_.procedure.set_completed(true);
  system_.recovered = false;
  Run();
  EXPECT_THAT(Phases(), Not(Contains("stays_well")));
  EXPECT_THAT(NotLookedAtStay(), ElementsAre(HasSubstr("did not come back")));
}

TEST_F(StayPhaseTest, WithoutTheRollbackOnlyASystemThatCameBackCanStayWell) {
  spec_.control = Control::kNoRollback;
  Run();
  EXPECT_THAT(Phases(), Contains("stays_well"));
  events_.clear();
  system_.requests.clear();
  system_.recovered = false;
  Run();
  EXPECT_THAT(Phases(), Not(Contains("stays_well")));
}

TEST_F(StayPhaseTest, WithoutTheFaultTheHealthySystemMustStayWell) {
  spec_.control = Control::kNoFault;
  system_.looks_again = "rrr";
  Run();
  EXPECT_THAT(Phases(), Contains("stays_well"));
  EXPECT_THAT(system_.looked_again.steady_state, ElementsAre("*"));
  EXPECT_FALSE(Check("stays_well/probes")->passed());
}

TEST_F(StayPhaseTest, AKnownBadDrillWaitsOnlyForWhatItIsToBeFoundBy) {
  spec_.scenario.mutable_known_bad()->set_check("schema");
  Run();
  EXPECT_THAT(Phases(), Not(Contains("stays_well")));
  EXPECT_THAT(NotLookedAtStay(), ElementsAre("known to be bad, and to be found by schema"));
  events_.clear();
  system_.requests.clear();
  spec_.scenario.mutable_known_bad()->set_check("stays_well/containers");
  Run();
  EXPECT_THAT(Phases(), Contains("stays_well"));
  events_.clear();
  system_.requests.clear();
  spec_.scenario.mutable_known_bad()->set_check("schema");
  spec_.control = Control::kNoFault;
  Run();
  EXPECT_THAT(Phases(), Contains("stays_well")) << "nothing is bad in this control";
}

TEST_F(StayPhaseTest, AScenarioLeavesItOutWithItsReason) {
  SkippedCheck& skipped = *spec_.scenario.mutable_expected()->add_skipped_checks();
  skipped.set_name("stays_well");
  skipped.set_reason("a job restarts the API every 5 s");
  Run();
  EXPECT_THAT(Phases(), Not(Contains("stays_well")));
  EXPECT_THAT(system_.calls, Not(Contains("begin_stay")));
  EXPECT_THAT(NotLookedAtStay(),
              ElementsAre("the scenario says: a job restarts the API every 5 s"));
}

}  // namespace
}  // namespace drill
