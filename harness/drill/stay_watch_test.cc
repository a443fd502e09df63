#include "harness/drill/stay_watch.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/testing/fake_engine.h"

namespace drill {
namespace {

using ::testing::ElementsAre;

StayWatchOptions Quick() {
  StayWatchOptions options;
  options.interval = absl::Milliseconds(2);
  return options;
}

// The first container's samples, when there are so many at least.
MemorySeries Await(const StayWatch& watch, int samples) {
  while (watch.SoFar().memory_size() == 0 || watch.SoFar().memory(0).samples_size() < samples)
    RealClock().Sleep(absl::Milliseconds(1));
  return watch.SoFar().memory(0);
}

TEST(StayWatchTest, NotesLivesOnceAndMemoryAgainAndAgain) {
  FakeEngine engine;
  engine.RunHere("api");
  engine.SetMemory("api", 4096);
  StayWatch watch(&engine.host(), {"shop"}, Quick());
  Await(watch, 2);
  engine.SetMemory("api", 8192);
  engine.RunHere("web");
  const int so_many = Await(watch, 2).samples_size();
  const MemorySeries series = Await(watch, so_many + 3);
  EXPECT_EQ(series.container_id(), "api");
  EXPECT_EQ(series.samples(0).anonymous_bytes(), 4096);
  EXPECT_EQ(series.samples(series.samples_size() - 1).anonymous_bytes(), 8192);
  EXPECT_GE(series.samples(1).at_us(), series.samples(0).at_us());
  watch.End();
  const Stay stay = watch.SoFar();
  EXPECT_THAT(stay.projects(), ElementsAre("shop"));
  EXPECT_EQ(stay.not_read(), "");
  ASSERT_EQ(stay.containers_size(), 1) << "those of its beginning";
  EXPECT_EQ(stay.containers(0).status(), "running");
  engine.SetMemory("api", 1);
  EXPECT_EQ(watch.SoFar().memory(0).samples_size(), stay.memory(0).samples_size());
}

TEST(StayWatchTest, AnEngineThatDoesNotAnswerIsAFact) {
  FakeEngine engine;
  engine.Break();
  const StayWatch watch(&engine.host(), {"shop"}, Quick());
  EXPECT_NE(watch.SoFar().not_read(), "");
  EXPECT_EQ(watch.SoFar().memory_size(), 0);
}

}  // namespace
}  // namespace drill
