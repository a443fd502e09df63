#include "harness/verify/stays_well.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CheckLivesTest : public ::testing::Test {
 protected:
  CheckLivesTest() {
    stay_.add_projects("shop");
    *stay_.add_containers() = Life("shop-api-1", "shop");
    *stay_.add_containers() = Life("shop-job-1", "shop");
    stay_.mutable_containers(1)->set_status("exited");
    *stay_.add_containers() = Life("old-brain", "old");
    *look_.mutable_containers() = stay_.containers();
  }

  static ContainerLife Life(const std::string& name, const std::string& project) {
    ContainerLife life;
    life.set_id("id of " + name);
    life.set_name(name);
    life.set_project(project);
    life.set_status("running");
    life.set_started_at("2026-01-02T03:04:05Z");
    return life;
  }

  // What is found wrong; empty: nothing.
  std::string Wrong() const {
    const CheckResult check = CheckLives(stay_, look_);
    EXPECT_EQ(check.name(), "stays_well/containers");
    EXPECT_FALSE(check.undecided());
    return check.passed() ? "" : check.actual();
  }

  Stay stay_;
  LastLook look_;
};

TEST_F(CheckLivesTest, EachLivesAsItDid) {
  EXPECT_EQ(Wrong(), "");
  EXPECT_EQ(CheckLives(stay_, look_).actual(), "3 containers, none died or was started");
}

TEST_F(CheckLivesTest, ARestartBeforeItBeganIsNoChange) {
  stay_.mutable_containers(0)->set_restarts(3);
  look_.mutable_containers(0)->set_restarts(3);
  EXPECT_EQ(Wrong(), "");
}

TEST_F(CheckLivesTest, TheEngineStartedItAgain) {
  look_.mutable_containers(0)->set_restarts(2);
  EXPECT_EQ(Wrong(), "shop-api-1 died and was started again by the engine, 2 times");
}

TEST_F(CheckLivesTest, SomebodyStartedItAgain) {
  look_.mutable_containers(0)->set_started_at("2026-01-02T03:04:11Z");
  EXPECT_EQ(Wrong(), "shop-api-1 was started again at 2026-01-02T03:04:11Z");
}

TEST_F(CheckLivesTest, ItEnded) {
  look_.mutable_containers(0)->set_status("exited");
  look_.mutable_containers(0)->set_exit_code(1);
  EXPECT_EQ(Wrong(), "shop-api-1 ended with 1 and is exited");
  look_.mutable_containers(0)->set_oom_killed(true);
  EXPECT_EQ(Wrong(), "shop-api-1 was killed for memory");
  look_.mutable_containers(0)->set_oom_killed(false);
  look_.mutable_containers(0)->set_status("paused");
  EXPECT_EQ(Wrong(), "shop-api-1 is paused");
}

TEST_F(CheckLivesTest, ItIsGoneOrAnotherOne) {
  look_.mutable_containers(0)->set_id("another");
  EXPECT_EQ(Wrong(), "shop-api-1 was made anew");
  look_.mutable_containers()->DeleteSubrange(0, 1);
  EXPECT_EQ(Wrong(), "shop-api-1 is gone");
}

TEST_F(CheckLivesTest, ACrashLoopIsSeenInItsBadMoment) {
  stay_.mutable_containers(1)->set_status("restarting");
  stay_.mutable_containers(1)->set_restarts(4);
  look_.mutable_containers(1)->set_status("running");
  look_.mutable_containers(1)->set_restarts(5);
  EXPECT_EQ(Wrong(), "shop-job-1 was started by the engine, 1 time");
}

TEST_F(CheckLivesTest, WhatDidNotRunMayGo) {
  look_.mutable_containers()->DeleteSubrange(1, 1);
  EXPECT_EQ(Wrong(), "");
}

TEST_F(CheckLivesTest, AnotherProjectsContainerIsNamedWithIt) {
  look_.mutable_containers(2)->set_status("exited");
  EXPECT_EQ(Wrong(), "old-brain of project old ended with 0 and is exited");
}

TEST_F(CheckLivesTest, WhatIsNewMattersInTheStacksProject) {
  *look_.add_containers() = Life("somebody", "");
  *look_.add_containers() = Life("other-web-1", "other");
  EXPECT_EQ(Wrong(), "");
  *look_.add_containers() = Life("shop-api-2", "shop");
  EXPECT_EQ(Wrong(), "shop-api-2 was not there when the system had recovered");
}

TEST_F(CheckLivesTest, AnEngineThatDoesNotAnswerLeavesItUndecided) {
  look_.clear_containers();
  look_.set_not_read("the Docker engine does not answer");
  const CheckResult check = CheckLives(stay_, look_);
  EXPECT_FALSE(check.passed());
  EXPECT_TRUE(check.undecided());
  EXPECT_EQ(check.actual(), "the Docker engine does not answer");
}

// 30 MiB, and so much more each second.
void AddSeries(Stay& stay, const std::string& name, int samples, int mebibytes_a_second) {
  MemorySeries& series = *stay.add_memory();
  series.set_name(name);
  for (int i = 0; i < samples; ++i) {
    MemorySample& sample = *series.add_samples();
    sample.set_at_us(int64_t{i} * 1'000'000);
    sample.set_anonymous_bytes(int64_t{30 + i * mebibytes_a_second} << 20);
  }
}

TEST(CheckMemoryTest, ALeakIsNamed) {
  Stay stay;
  AddSeries(stay, "api", 11, 0);
  ASSERT_TRUE(CheckMemory(stay).has_value());
  EXPECT_TRUE(CheckMemory(stay)->passed());
  EXPECT_EQ(CheckMemory(stay)->actual(), "1 container, none grew");
  EXPECT_FALSE(StillGrows(stay));
  AddSeries(stay, "web", 11, 1);
  EXPECT_EQ(CheckMemory(stay)->actual(), "2 containers, web grew most, by 10.0 MiB in 10.0 s");
  AddSeries(stay, "brain", 11, 4);
  EXPECT_TRUE(StillGrows(stay));
  EXPECT_EQ(CheckMemory(stay)->name(), "stays_well/memory");
  EXPECT_FALSE(CheckMemory(stay)->passed());
  EXPECT_EQ(CheckMemory(stay)->actual(),
            "brain grew by 40.0 MiB in 10.0 s, 4.0 MiB a second, and went on");
}

TEST(CheckMemoryTest, TooFewSamplesAreNoCheck) {
  Stay stay;
  AddSeries(stay, "api", 7, 4);
  EXPECT_FALSE(CheckMemory(stay).has_value());
  EXPECT_FALSE(StillGrows(stay));
}

// "g": green, "r": red, "n": could not be looked at; one probe each.
ProbeRound Round(const std::string& looks) {
  ProbeRound round;
  for (const char colour : looks) {
    ProofLook& look = *round.add_looks();
    look.set_green(colour == 'g');
    look.set_not_seen(colour == 'n');
    look.set_seen(std::string("probe: ") + colour);
  }
  return round;
}

CheckResult Rounds(const std::vector<std::string>& rounds) {
  LastLook look;
  for (const std::string& round : rounds) *look.add_rounds() = Round(round);
  return CheckRounds(look.rounds());
}

TEST(CheckRoundsTest, AllGreenAtTheFirstLook) {
  const CheckResult check = Rounds({"gg"});
  EXPECT_EQ(check.name(), "stays_well/probes");
  EXPECT_TRUE(check.passed());
  EXPECT_EQ(check.actual(), "2 probes, green");
}

TEST(CheckRoundsTest, RedTwiceIsNotWell) {
  const CheckResult check = Rounds({"gr", "gg", "rg"});
  EXPECT_FALSE(check.passed());
  EXPECT_FALSE(check.undecided());
  EXPECT_EQ(check.actual(), "probe: r");
  EXPECT_THAT(check.looks(),
              ElementsAre("failed: probe: r", "passed: 2 probes, green", "failed: probe: r"));
}

TEST(CheckRoundsTest, RedOnceIsUndecided) {
  EXPECT_TRUE(Rounds({"gr", "gg", "gg"}).undecided());
  EXPECT_FALSE(Rounds({"gr", "gg", "gg"}).passed());
}

TEST(CheckRoundsTest, WhatCouldNotBeLookedAtProvesNothing) {
  EXPECT_TRUE(Rounds({"gn"}).undecided());
  EXPECT_FALSE(Rounds({"rn"}).undecided());
  EXPECT_TRUE(Rounds({"gn", "gg", "gg"}).passed());
  EXPECT_TRUE(Rounds({}).undecided());
  EXPECT_THAT(Rounds({""}).actual(), HasSubstr("nothing was looked at"));
}

}  // namespace
}  // namespace drill
