#include "harness/verify/load_window.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

constexpr auto kWrite = WindowCounter::Kind::kWrite;
constexpr auto kRead = WindowCounter::Kind::kRead;

TEST(WindowCounterTest, CountsWhatWasDueAndWhatWasAnswered) {
  WindowCounter counter("during", absl::Seconds(10));
  for (int i = 0; i < 3; ++i) counter.Due(kWrite);
  counter.Due(kRead);
  counter.Answered(kWrite, absl::Milliseconds(4));
  counter.Failed(absl::Milliseconds(900), "status 504");
  counter.Answered(kRead, absl::Milliseconds(2));
  counter.End(absl::Seconds(12));
  const LoadWindow window = counter.Summary();
  EXPECT_EQ(window.name(), "during");
  EXPECT_EQ(window.writes_sent(), 3);
  EXPECT_EQ(window.writes_acknowledged(), 1);
  EXPECT_EQ(window.reads_sent(), 1);
  EXPECT_EQ(window.reads_answered(), 1);
  EXPECT_DOUBLE_EQ(window.error_rate(), 0.5) << "one failed, one was never sent";
  EXPECT_DOUBLE_EQ(window.latency_p50_ms(), 4);
  EXPECT_DOUBLE_EQ(window.latency_max_ms(), 900);
  EXPECT_EQ(window.duration_us(), 2000000);
}

TEST(WindowCounterTest, TellsWhatBecameOfTheOthersMostFrequentFirst) {
  WindowCounter counter("during", absl::ZeroDuration());
  counter.Failed(absl::Milliseconds(1), "no connection");
  counter.NeverSent("too many");
  for (int i = 0; i < 2; ++i) counter.Failed(absl::Milliseconds(1), "status 504");
  const LoadWindow window = counter.Summary();
  std::vector<std::string> errors;
  for (const LoadError& error : window.errors())
    errors.push_back(absl::StrCat(error.what(), ": ", error.requests()));
  EXPECT_THAT(errors, testing::ElementsAre("status 504: 2", "no connection: 1", "too many: 1"));
}

TEST(WindowCounterTest, NothingDueIsNoError) {
  const LoadWindow window = WindowCounter("after", absl::ZeroDuration()).Summary();
  EXPECT_EQ(window.error_rate(), 0);
  EXPECT_EQ(window.latency_p99_ms(), 0);
}

TEST(PercentileTest, TakesTheNearestRank) {
  std::vector<absl::Duration> sorted;
  for (int i = 1; i <= 100; ++i) sorted.push_back(absl::Milliseconds(i));
  EXPECT_EQ(Percentile(sorted, 0.5), absl::Milliseconds(50));
  EXPECT_EQ(Percentile(sorted, 0.99), absl::Milliseconds(99));
  EXPECT_EQ(Percentile(sorted, 1), absl::Milliseconds(100));
  EXPECT_EQ(Percentile({absl::Seconds(1)}, 0.5), absl::Seconds(1));
  EXPECT_EQ(Percentile({}, 0.5), absl::ZeroDuration());
}

}  // namespace
}  // namespace drill
