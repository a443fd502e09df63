#include "reports/monitoring.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Lines(const std::string& sight) {
  return MonitoringLines(ParseText<MonitoringSight>(sight));
}

TEST(MonitoringTest, SaysWhatIsRedAndHowUsersFare) {
  EXPECT_THAT(
      Lines("looks { probe: 'page' seen: 'page: red: 503' }"
            "looks { probe: 'up' green: true seen: 'up: green: x' }"
            "looks { probe: 'rows' not_seen: true seen: 'rows: no connection' }"
            "looks { probe: 'lag' green: true seen: 'lag: green: x' }"
            "load { name: 'before' writes_sent: 10 reads_sent: 10 latency_p50_ms: 3"
            "       latency_p99_ms: 12 }"
            "load { name: 'lately' reads_sent: 200 error_rate: 0.4 latency_p50_ms: 900"
            "       latency_p99_ms: 2500 }"),
      ElementsAre("1 of 4 probes is red", "page: red: 503",
                  "could not be looked at: rows: no connection", "green: up, lag",
                  "users, before the fault: 0.0 % of 20 requests failed, latency p50 3 ms, p99 12 "
                  "ms",
                  "users, lately: 40.0 % of 200 requests failed, latency p50 900 ms, p99 2.50 s"));
}

TEST(MonitoringTest, ASilentLoadIsNotCalledWell) {
  EXPECT_THAT(
      Lines("looks { probe: 'page' green: true } load { name: 'lately' }"),
      ElementsAre("0 of 1 probe are red", "green: page", "users, lately: no request was sent"));
}

TEST(MonitoringTest, NothingIsWatched) {
  EXPECT_THAT(Lines(""), ElementsAre("0 of 0 probes are red"));
}

}  // namespace
}  // namespace drill
