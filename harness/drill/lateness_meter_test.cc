#include "harness/drill/lateness_meter.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

TEST(ParsePressureTest, TakesTheTotalOfSome) {
  EXPECT_EQ(ParsePressure("some avg10=98.85 avg60=98.58 avg300=69.26 total=360731814\n"
                          "full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n"),
            absl::Microseconds(360731814));
  for (const char* text : {"", "full avg10=0.00 total=7\n", "some avg10=0.00\n", "some total=x\n"})
    EXPECT_LT(ParsePressure(text), absl::ZeroDuration()) << text;
}

TEST(ParseLoadAverageTest, TakesTheLastMinuteAndWhatCanRun) {
  const LoadAverage load = ParseLoadAverage("15.66 10.78 5.07 23/411 23773\n");
  EXPECT_EQ(load.minute, 15.66);
  EXPECT_EQ(load.runnable, 23);
  EXPECT_EQ(ParseLoadAverage("").runnable, 0);
  EXPECT_EQ(ParseLoadAverage("a b c d").minute, 0);
}

class LatenessMeterTest : public ::testing::Test {
 protected:
  void Say(const std::string& name, const std::string& content) {
    ASSERT_THAT(WriteFile(absl::StrCat(proc_, "/", name), content), IsOk());
  }
  void SetUp() override { ASSERT_THAT(MakeDirectories(absl::StrCat(proc_, "/pressure")), IsOk()); }

  const std::string proc_ = absl::StrCat(::testing::TempDir(), "/proc");
};

// Until a timer has come, however long that takes here.
Lateness AfterATimer(LatenessMeter& meter) {
  for (int i = 0; i < 1000; ++i) {
    RealClock().Sleep(absl::Milliseconds(30));
    const Lateness taken = meter.Take();
    if (taken.timers() > 0) return taken;
  }
  return {};
}

TEST_F(LatenessMeterTest, MeasuresItselfAndReadsTheKernel) {
  Say("loadavg", "61.50 1.00 1.00 241/411 23773\n");
  Say("pressure/cpu", "some avg10=1.0 avg60=1.0 avg300=1.0 total=10\n");
  LatenessMeter meter(proc_);
  // More waiting than time has passed: counts as all of the time.
  Say("pressure/cpu", "some avg10=1.0 avg60=1.0 avg300=1.0 total=999999999999\n");
  const Lateness taken = AfterATimer(meter);
  EXPECT_GT(taken.timers(), 0);
  EXPECT_GT(taken.worst_ms(), 0);
  EXPECT_GE(taken.worst_ms(), taken.mean_ms());
  EXPECT_EQ(taken.load_average(), 61.5);
  EXPECT_GT(taken.runnable_per_processor(), 0);
  EXPECT_TRUE(taken.has_cpu_pressure());
  EXPECT_FALSE(taken.has_io_pressure()) << "the kernel does not say";
}

TEST_F(LatenessMeterTest, EachTakingBeginsAnew) {
  Say("loadavg", "1.00 1.00 1.00 1/411 1\n");
  Say("pressure/cpu", "some avg10=1.0 avg60=1.0 avg300=1.0 total=10\n");
  LatenessMeter meter(proc_);
  EXPECT_GT(AfterATimer(meter).timers(), 0);
  EXPECT_LE(meter.Take().timers(), 2);
}

}  // namespace
}  // namespace drill
