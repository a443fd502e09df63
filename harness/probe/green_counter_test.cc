#include "harness/probe/green_counter.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::Optional;

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

Observation At(int ms, Observation::Colour colour) {
  Observation observation;
  observation.probe = "p";
  observation.colour = colour;
  observation.seen = "x";
  observation.ended = absl::Milliseconds(ms);
  return observation;
}

TEST(GreenCounterTest, IsCompleteAfterEnoughInARow) {
  GreenCounter counter(1, 3);
  counter.Add(0, At(10, kGreen));
  counter.Add(0, At(20, kGreen));
  EXPECT_FALSE(counter.complete());
  EXPECT_EQ(counter.consecutive(), 2);
  counter.Add(0, At(30, kGreen));
  EXPECT_TRUE(counter.complete());
  EXPECT_THAT(counter.first_green(), Optional(absl::Milliseconds(10)));
}

TEST(GreenCounterTest, ARedOneBeginsAnew) {
  GreenCounter counter(1, 2);
  counter.Add(0, At(10, kGreen));
  counter.Add(0, At(20, kRed));
  EXPECT_THAT(counter.first_green(), Eq(std::nullopt));
  counter.Add(0, At(30, kGreen));
  EXPECT_FALSE(counter.complete());
  counter.Add(0, At(40, kGreen));
  EXPECT_TRUE(counter.complete());
  EXPECT_THAT(counter.first_green(), Optional(absl::Milliseconds(30)));
}

TEST(GreenCounterTest, WhatCouldNotBeLookedAtIsNotGreen) {
  GreenCounter counter(1, 2);
  counter.Add(0, At(10, kGreen));
  counter.Add(0, At(20, kError));
  counter.Add(0, At(30, kGreen));
  EXPECT_FALSE(counter.complete());
}

TEST(GreenCounterTest, BeginsWithTheLastProbeToTurnGreen) {
  GreenCounter counter(2, 2);
  for (const int ms : {10, 20, 30, 40}) counter.Add(0, At(ms, kGreen));
  counter.Add(1, At(35, kGreen));
  EXPECT_THAT(counter.first_green(), Optional(absl::Milliseconds(35)));
  counter.Add(1, At(45, kGreen));
  EXPECT_FALSE(counter.complete()) << "probe 0 was seen green only once since 35";
  counter.Add(0, At(50, kGreen));
  EXPECT_TRUE(counter.complete());
}

TEST(GreenCounterTest, AFlapOfAFastProbeBreaksTheRunOfASlowOne) {
  GreenCounter counter(2, 2);
  counter.Add(1, At(500, kGreen));
  counter.Add(0, At(510, kGreen));
  counter.Add(0, At(520, kRed));
  counter.Add(0, At(530, kGreen));
  counter.Add(0, At(540, kGreen));
  counter.Add(1, At(1000, kGreen));
  EXPECT_FALSE(counter.complete()) << "the slow probe was seen green only once since 530";
  counter.Add(1, At(1500, kGreen));
  EXPECT_TRUE(counter.complete());
  EXPECT_THAT(counter.first_green(), Optional(absl::Milliseconds(530)));
}

TEST(GreenCounterTest, AProbeNeverSeenIsNotGreen) {
  GreenCounter counter(2, 1);
  counter.Add(0, At(10, kGreen));
  EXPECT_FALSE(counter.complete());
  EXPECT_EQ(counter.consecutive(), 0);
}

TEST(GreenCounterTest, ARunMayBeginBeforeItCountsButIsCompletedAfter) {
  GreenCounter counter(1, 2);
  for (const int ms : {10, 20, 30}) counter.Add(0, At(ms, kGreen));
  counter.CountFrom(absl::Milliseconds(35));
  EXPECT_FALSE(counter.complete());
  counter.Add(0, At(40, kGreen));
  counter.Add(0, At(50, kGreen));
  EXPECT_TRUE(counter.complete());
  EXPECT_THAT(counter.first_green(), Optional(absl::Milliseconds(10)));
}

TEST(GreenCounterTest, OnceIsEnoughWhereThatIsAskedFor) {
  GreenCounter counter(2, 3);
  counter.AskOnce(1);
  counter.Add(0, At(10, kGreen));
  EXPECT_FALSE(counter.enough(1));
  counter.Add(1, At(100, kGreen));
  EXPECT_TRUE(counter.enough(1));
  EXPECT_FALSE(counter.complete()) << "probe 0 has not been seen since";
  EXPECT_EQ(counter.consecutive(), 0);
  for (const int ms : {110, 120, 130}) counter.Add(0, At(ms, kGreen));
  EXPECT_TRUE(counter.complete());
  EXPECT_EQ(counter.consecutive(), 3);
  EXPECT_THAT(counter.first_green(), Optional(absl::Milliseconds(100)));
}

TEST(GreenCounterTest, WhatIsAskedOnceIsAskedAgainAfterAFlapAndAfterTheProcedure) {
  GreenCounter counter(2, 1);
  counter.AskOnce(1);
  counter.Add(0, At(10, kGreen));
  counter.Add(1, At(100, kGreen));
  ASSERT_TRUE(counter.enough(1));
  counter.Add(0, At(110, kRed));
  EXPECT_FALSE(counter.enough(1));
  counter.Add(0, At(120, kGreen));
  EXPECT_FALSE(counter.enough(1)) << "seen before the flap";
  counter.Add(1, At(200, kGreen));
  EXPECT_TRUE(counter.enough(1));
  counter.CountFrom(absl::Milliseconds(300));
  EXPECT_FALSE(counter.enough(1)) << "seen while the procedure ran";
  counter.Add(0, At(310, kGreen));
  counter.Add(1, At(400, kGreen));
  EXPECT_TRUE(counter.enough(1));
}

TEST(GreenCounterTest, NothingWatchedIsNeverComplete) {
  EXPECT_FALSE(GreenCounter(0, 1).complete());
}

TEST(GreenCounterTest, AtLeastOneObservationIsAskedFor) {
  GreenCounter counter(1, 0);
  EXPECT_FALSE(counter.complete());
}

TEST(GreenCounterTest, TellsWhatWasSeenLast) {
  GreenCounter counter(1, 1);
  counter.Add(0, At(10, kGreen));
  counter.Add(0, At(20, kRed));
  EXPECT_THAT(counter.last_seen(), ElementsAre("p: red: x"));
}

}  // namespace
}  // namespace drill
