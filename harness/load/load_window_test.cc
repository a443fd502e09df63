#include "harness/load/load_window.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

constexpr auto kWrite = LoadWindowRecord::Kind::kWrite;
constexpr auto kRead = LoadWindowRecord::Kind::kRead;

absl::Duration At(double second) { return absl::Seconds(10 + second); }

std::vector<std::string> Errors(const LoadWindow& window) {
  std::vector<std::string> errors;
  for (const LoadError& error : window.errors())
    errors.push_back(absl::StrCat(error.what(), ": ", error.requests()));
  return errors;
}

TEST(LoadWindowRecordTest, CountsWhatWasDueAndWhatWasAnswered) {
  LoadWindowRecord record("during", At(0));
  const size_t quick = record.Due(kWrite, At(0)), late = record.Due(kWrite, At(0.5));
  const size_t read = record.Due(kRead, At(0.7));
  record.Answered(quick, absl::Milliseconds(4));
  record.Failed(late, absl::Milliseconds(900), "status 504");
  record.Answered(read, absl::Milliseconds(2));
  record.NeverSent(record.Due(kWrite, At(1)), "too many");
  record.End(At(2));
  const LoadWindow window = record.Summary();
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

TEST(LoadWindowRecordTest, TellsWhatBecameOfTheOthersMostFrequentFirst) {
  LoadWindowRecord record("during", At(0));
  record.Failed(record.Due(kRead, At(0)), absl::Milliseconds(1), "no connection");
  record.NeverSent(record.Due(kRead, At(0)), "too many");
  for (int i = 0; i < 2; ++i)
    record.Failed(record.Due(kRead, At(0)), absl::Milliseconds(1), "status 504");
  EXPECT_THAT(Errors(record.Summary()),
              testing::ElementsAre("status 504: 2", "no connection: 1", "too many: 1"));
}

TEST(LoadWindowRecordTest, ALookCountsOnlyWhatWasDueBeforeIt) {
  LoadWindowRecord record("after", At(0));
  const size_t slow = record.Due(kWrite, At(1));
  record.Answered(record.Due(kRead, At(1)), absl::Milliseconds(1));
  record.Failed(record.Due(kRead, At(3)), absl::Milliseconds(1), "status 504");
  EXPECT_EQ(record.UnderWay(At(2)), 1);
  EXPECT_EQ(record.UnderWay(At(1)), 0);
  record.Answered(slow, absl::Milliseconds(1500));
  EXPECT_EQ(record.UnderWay(), 0);
  const LoadWindow window = record.Summary(At(2));
  EXPECT_EQ(window.writes_acknowledged(), 1) << "answered after the look, but due before it";
  EXPECT_EQ(window.reads_sent(), 1) << "the other one was due later";
  EXPECT_EQ(window.error_rate(), 0);
  EXPECT_EQ(window.duration_us(), 2000000);
  EXPECT_EQ(record.Summary().reads_sent(), 2);
}

TEST(LoadWindowRecordTest, WhatIsStillUnderWayIsToldAsThat) {
  LoadWindowRecord record("after", At(0));
  record.Due(kWrite, At(0));
  const LoadWindow window = record.Summary();
  EXPECT_EQ(window.writes_acknowledged(), 0);
  EXPECT_THAT(Errors(window), testing::ElementsAre("still under way: 1"));
  EXPECT_EQ(window.duration_us(), 0) << "it has not ended";
}

TEST(LoadWindowRecordTest, AMonitorSeesWhatHasEndedLately) {
  LoadWindowRecord record("during", At(0));
  const size_t early = record.Due(kRead, At(1));
  record.Answered(early, absl::Milliseconds(10));
  const size_t hung = record.Due(kRead, At(2));
  record.Failed(hung, absl::Seconds(2), "timed out");
  const size_t never = record.Due(kWrite, At(4));
  record.NeverSent(never, "not sent");
  record.Due(kWrite, At(4));
  const LoadWindow window = record.EndedSince(At(3), At(5), "lately");
  EXPECT_EQ(window.name(), "lately");
  EXPECT_EQ(window.reads_sent(), 1) << "due before, ended since";
  EXPECT_EQ(window.writes_sent(), 1) << "what is under way has not ended";
  EXPECT_EQ(window.error_rate(), 1);
  EXPECT_EQ(window.duration_us(), 2000000);
  EXPECT_EQ(record.EndedSince(At(-9), At(5), "lately").duration_us(), 5000000)
      << "it is no longer than the window itself";
}

// A request of each kind ten times a second, answered within the time that is given for each
// second.
LoadWindow WithLatencies(const std::vector<double>& milliseconds) {
  LoadWindowRecord record("after", At(0));
  for (size_t i = 0; i < 10 * milliseconds.size(); ++i) {
    for (const auto kind : {kWrite, kRead})
      record.Answered(record.Due(kind, At(0.1 * static_cast<double>(i + 1))),
                      absl::Milliseconds(milliseconds[i / 10]));
  }
  return record.Summary();
}

TEST(LoadWindowRecordTest, TheQuietestPartIsTold) {
  const LoadWindow window = WithLatencies({30, 30, 30, 30, 8, 9, 30, 30, 30, 30});
  EXPECT_DOUBLE_EQ(window.latency_p50_ms(), 30);
  EXPECT_GE(window.latency_quietest_p50_ms(), 8);
  EXPECT_LE(window.latency_quietest_p50_ms(), 9);
  EXPECT_DOUBLE_EQ(WithLatencies({30, 30, 30, 30}).latency_quietest_p50_ms(), 30);
}

TEST(LoadWindowRecordTest, AShortWindowHasNoQuietestPart) {
  EXPECT_FALSE(WithLatencies({30}).has_latency_quietest_p50_ms());
  EXPECT_TRUE(WithLatencies({30, 30}).has_latency_quietest_p50_ms());
  LoadWindowRecord few("after", At(0));
  for (int i = 0; i < 29; ++i) few.Answered(few.Due(kRead, At(i)), absl::Milliseconds(5));
  EXPECT_FALSE(few.Summary().has_latency_quietest_p50_ms());
}

TEST(LoadWindowRecordTest, NothingDueIsNoError) {
  const LoadWindow window = LoadWindowRecord("after", absl::ZeroDuration()).Summary();
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
