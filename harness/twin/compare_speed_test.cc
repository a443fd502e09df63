#include "harness/twin/compare_speed.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/twin/findings_of.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kRequest[] = "request sessions";

Portrait Machine(int64_t p50_us, int64_t answered = 100) {
  Portrait portrait;
  Latency& latency = *portrait.add_latencies();
  latency.set_request(kRequest);
  latency.set_p50_us(p50_us);
  latency.set_answered(answered);
  if (answered == 0) return portrait;
  Painter painter(BEHAVIOUR, &portrait);
  painter.Object(kRequest);
  painter.Field(kRequest, "status", "200");
  return portrait;
}

std::vector<std::string> Findings(const std::vector<Portrait>& healthy, const Portrait& found) {
  return FindingsOf(AddSpeed, healthy, found);
}

TEST(CompareSpeedTest, FiveTimesAndAHundredMillisecondsSlowerIsAFinding) {
  EXPECT_THAT(Findings({Machine(20'000), Machine(30'000)}, Machine(160'000)),
              ElementsAre("request sessions: speed is a median of 160.0 ms, 30.0 ms at most on "
                          "healthy machines, was as always"));
}

TEST(CompareSpeedTest, FiveTimesOfNearlyNothingIsNone) {
  EXPECT_THAT(Findings({Machine(1'000), Machine(1'000)}, Machine(90'000)), IsEmpty());
}

TEST(CompareSpeedTest, AHundredMillisecondsOfMuchAreNone) {
  EXPECT_THAT(Findings({Machine(100'000), Machine(200'000)}, Machine(900'000)), IsEmpty());
}

TEST(CompareSpeedTest, OfARequestThatIsNotAnsweredInTimeOnlyThatIsAFinding) {
  EXPECT_THAT(Findings({Machine(1'500), Machine(1'500)}, Machine(0, 0)),
              ElementsAre("request sessions: speed is no answer in time, 1.5 ms at most on healthy "
                          "machines, was as always"));
}

TEST(CompareSpeedTest, ErrorsHaveNoSpeed) {
  Portrait found = Machine(0, 0);
  Painter(BEHAVIOUR, &found).Object(kRequest);
  Painter(BEHAVIOUR, &found).Field(kRequest, "status", "500");
  EXPECT_THAT(Findings({Machine(1'500), Machine(1'500)}, found),
              ElementsAre("request sessions: status is 500, was 200"));
}

TEST(CompareSpeedTest, WhatOneHealthyMachineDidNotAnswerIsNoise) {
  EXPECT_THAT(Findings({Machine(0, 0), Machine(1'500)}, Machine(900'000)), IsEmpty());
  EXPECT_THAT(Findings({Machine(1'500), Machine(0, 0)}, Machine(0, 0)), IsEmpty());
  EXPECT_THAT(Findings({Machine(0, 0), Machine(0, 0)}, Machine(0, 0)), IsEmpty());
}

}  // namespace
}  // namespace drill
